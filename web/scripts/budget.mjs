// Fails where the built pages are heavier than what a slow desk can bear. Sizes are of the .gz files beside the assets.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = new URL('../dist', import.meta.url).pathname
const kib = (bytes) => Math.round(bytes / 102.4) / 10
const packed = (name) => gzipSync(readFileSync(join(dist, name)), { level: 9 }).length
const manifest = JSON.parse(readFileSync(new URL('../.build/manifest.json', import.meta.url), 'utf8'))
const failures = []
const limit = (what, value, most, unit) => {
  const ok = value <= most
  console.log(`${ok ? 'ok  ' : 'OVER'}  ${what}: ${value}${unit} of ${most}${unit}`)
  if (!ok) failures.push(what)
}

/** The files that a chunk brings: its own and those of its static imports. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}
const filesOf = (keys) => new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]))
const sum = (files) => [...files].reduce((total, file) => total + packed(file), 0)

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const base = closure(entry)
for (const page of ['src/gate/SignIn.vue', 'src/desk/Workbench.vue', 'src/resource/ListPage.vue']) {
  const files = filesOf(closure(page, new Set(base)))
  limit(`first load of ${page}`, kib(sum(files)), 260, ' KiB')
  limit(`requests of ${page}`, files.size, 12, '')
}
for (const page of Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)) {
  const before = filesOf(base)
  const own = [...filesOf(closure(page))].filter((file) => !before.has(file))
  const size = kib(sum(own))
  if (size > 45) limit(`route ${page}`, size, 60, ' KiB')
}
const whole = readdirSync(dist, { recursive: true })
  .map((name) => join(dist, String(name)))
  .filter((file) => statSync(file).isFile() && !file.endsWith('.gz'))
  .reduce((total, file) => total + statSync(file).size, 0)
limit('whole dist', kib(whole), 3072, ' KiB')
if (failures.length) {
  console.error(`over budget: ${failures.join(', ')}`)
  process.exit(1)
}
