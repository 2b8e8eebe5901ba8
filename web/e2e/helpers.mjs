// What scenarios are written with: a browser, somebody signed in, and eyes for what goes wrong quietly.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const settings = {
  url: (process.env.YUANHENG_URL ?? '').replace(/\/$/, ''),
  shots: process.env.YUANHENG_SHOTS ?? '',
  browser: process.env.YUANHENG_CHROMIUM ?? '/usr/bin/chromium',
  /** login: password of the sample zone's users, one for each role. */
  users: JSON.parse(process.env.YUANHENG_USERS ?? '{}'),
}

export async function openBrowser() {
  return chromium.launch({ executablePath: settings.browser, args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN'] })
}

/** A fresh window, with every console error, page error, failed request and breach of the content security policy noted. */
export async function openWindow(browser, { width = 1366, height = 768, language = 'zh', large = false } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ignoreHTTPSErrors: true,
  })
  await context.addInitScript(
    ([lang, big]) => {
      if (!localStorage.getItem('yuanheng.preferences'))
        localStorage.setItem('yuanheng.preferences', JSON.stringify({ language: lang, large: big }))
      window.breaches = []
      document.addEventListener('securitypolicyviolation', (e) =>
        window.breaches.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`),
      )
    },
    [language, large],
  )
  const page = await context.newPage()
  const troubles = []
  page.on('console', (message) => {
    // Refusals that a scenario asks for are the network's own lines; what the page makes of them is checked on the page.
    if (['error', 'warning'].includes(message.type()) && !/^Failed to load resource/.test(message.text()))
      troubles.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`page: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(settings.url) && !/^(data|blob):/.test(request.url()))
      troubles.push(`foreign: ${request.url()}`)
  })
  return { context, page, troubles }
}

/** Fails where something went wrong quietly since the window was opened. */
export async function expectQuiet({ page, troubles }) {
  const breaches = await page.evaluate(() => window.breaches ?? [])
  const all = [...troubles, ...breaches.map((b) => `policy: ${b}`)]
  if (all.length) throw new Error(all.slice(0, 8).join('\n'))
}

/** Fills the sign-in page that is open, and sends it. */
export async function enter(page, login, password) {
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form button[type=submit]').click()
}

export async function signIn(page, login) {
  const password = settings.users[login]
  if (!password) throw new Error(`no password for "${login}" in YUANHENG_USERS`)
  await page.goto(settings.url + '/sign-in')
  await enter(page, login, password)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await settled(page)
}

export async function go(page, path) {
  await page.goto(settings.url + path)
  await settled(page)
}

/** Waits until nothing is being loaded: neither bones nor busy tables nor requests. */
export async function settled(page) {
  await page.waitForTimeout(120)
  await page.waitForLoadState('networkidle').catch(() => undefined)
  await page.waitForFunction(() => !document.querySelector('.bones, table.busy'), undefined, { timeout: 10_000 })
}

/** Accessibility: fails on serious and critical findings of WCAG 2.2 A and AA. */
export async function expectAccessible(page, what) {
  await page.waitForTimeout(350)
  await page.evaluate(axeSource + ';0')
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return result.violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map(
        (v) =>
          `${v.impact} ${v.id}: ${v.nodes
            .slice(0, 4)
            .map((n) => `${n.target.join(' ')} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}`)
            .join(' | ')}`,
      )
  })
  if (found.length) throw new Error(`${what}: ${found.join('\n  ')}`)
}

let number = 0
/** A picture into the folder YUANHENG_SHOTS, if there is one. */
export async function shoot(page, name, options = {}) {
  if (!settings.shots) return
  mkdirSync(settings.shots, { recursive: true })
  await page.waitForTimeout(250)
  await page.screenshot({ path: join(settings.shots, `${String(++number).padStart(2, '0')}-${name}.png`), ...options })
}

export function expect(condition, message) {
  if (!condition) throw new Error(message)
}
export async function expectText(locator, pattern, message = '') {
  await locator.first().waitFor({ state: 'visible', timeout: 10_000 })
  const text = await locator.first().innerText()
  expect(pattern.test(text), `${message} expected ${pattern}, found "${text.slice(0, 200)}"`)
}
