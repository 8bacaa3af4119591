import { DataDirectory } from '../../src/membership/data-directory.ts'

/** Takes the data directory that it is given, says so, and holds it until it is killed. */
await DataDirectory.open(process.argv[2]!)
process.send!('held')
