// Lays a .gz beside every text file of dist, so that the server never compresses what does not change, and keeps the list of
// what was built out of what is served.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist', import.meta.url).pathname
const kept = new URL('../.build', import.meta.url).pathname
mkdirSync(kept, { recursive: true })
renameSync(join(dist, '.vite/manifest.json'), join(kept, 'manifest.json'))
rmSync(join(dist, '.vite'), { recursive: true })
for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, String(name))
  if (!/\.(js|css|html|svg|json)$/.test(file) || !statSync(file).isFile()) continue
  const packed = gzipSync(readFileSync(file), { level: 9 })
  if (packed.length < statSync(file).size) writeFileSync(file + '.gz', packed)
}
