import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ServerConfig {
  index: number
  port: number
  routePort: number
  /** Addresses of all servers of the cluster. */
  routes: string[]
  directory: string
}

/** Writes the configuration of one NATS server of a JetStream cluster on this machine; returns its path. */
export async function writeConfig({
  index,
  port,
  routePort,
  routes,
  directory,
}: ServerConfig): Promise<string> {
  const path = join(directory, `${index}.conf`)
  const text = `
    server_name: bench-${index}
    listen: 127.0.0.1:${port}
    jetstream { store_dir: "${join(directory, `${index}`)}", max_mem: 4GB }
    cluster { name: bench, listen: 127.0.0.1:${routePort}, routes: ${JSON.stringify(routes)} }
  `
  await writeFile(path, text)
  return path
}
