import { systemClock } from '../../../src/index.ts'
import { EtcdNames } from '../../../src/names/etcd/etcd-names.ts'
import { EtcdCluster, needsEtcd } from '../../harness/etcd.ts'
import { describeNameStore } from '../../suites/name-store.ts'

describe('names in etcd', () => {
  needsEtcd()
  let etcd: EtcdCluster
  let prefixes = 0

  before(async function startEtcd() {
    this.timeout(30_000)
    etcd = await EtcdCluster.start()
  })

  after(async () => {
    await etcd?.[Symbol.asyncDispose]()
  })

  const fresh = () =>
    new EtcdNames({ endpoints: etcd.endpoints, prefix: `test-${prefixes++}/`, clock: systemClock() })

  describeNameStore('etcd', fresh, { runs: 10 })
})
