// Runs the scenarios against a server: YUANHENG_URL=… YUANHENG_USERS='{"login":"password",…}' npm run e2e [-- part of a name]
import { readdirSync } from 'node:fs'
import { expectQuiet, openBrowser, openWindow, settings, shoot } from './helpers.mjs'

if (!settings.url) {
  console.error('YUANHENG_URL is not set: the address of a running server')
  process.exit(2)
}
const wanted = process.argv[2] ?? ''
const folder = new URL('./scenarios/', import.meta.url)
const scenarios = []
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .sort()) {
  const module = await import(new URL(file, folder))
  for (const scenario of module.default)
    scenarios.push({ ...scenario, name: `${file.replace('.mjs', '')}: ${scenario.name}` })
}

const browser = await openBrowser()
let passed = 0
let failed = 0
let skipped = 0
for (const scenario of scenarios.filter((s) => s.name.includes(wanted))) {
  const missing = (scenario.users ?? []).filter((login) => !(login in settings.users))
  if (missing.length) {
    skipped++
    console.log(`skip  ${scenario.name} (no user ${missing.join(', ')})`)
    continue
  }
  const begin = Date.now()
  const window = await openWindow(browser, scenario.window)
  try {
    await scenario.run({ ...window, browser })
    if (!scenario.noisy) await expectQuiet(window)
    passed++
    console.log(`ok    ${scenario.name} (${Date.now() - begin} ms)`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${scenario.name}\n      ${String(error.message ?? error).replace(/\n/g, '\n      ')}`)
    await shoot(window.page, 'failed-' + scenario.name.replace(/\W+/g, '-')).catch(() => undefined)
  }
  await window.context.close()
}
await browser.close()
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed ? 1 : 0)
