import { createHmac } from 'node:crypto'
import { enter, expect, expectAccessible, expectText, go, settings, settled, shoot, signIn } from '../helpers.mjs'

/** The code of an authenticator app at a time in ms (RFC 6238). */
function code(secret, at) {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(step).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
}

async function choose(page, label) {
  await go(page, '/settings')
  await page.locator('.form-row', { hasText: '动态验证码' }).locator('.el-select').click()
  await page.getByRole('option', { name: label, exact: true }).click()
  await page.locator('form button[type=submit]').click()
}

export default [
  {
    name: 'where a second factor is a must, nothing is open before it is there, and signing in asks for its code',
    users: ['admin'],
    async run({ page }) {
      await signIn(page, 'admin')
      await choose(page, '所有用户必须启用')
      await page.waitForURL(/must-enroll/) // at once, and whoever is signed in
      await settled(page)
      await expectAccessible(page, 'must enrol')
      await shoot(page, 'must-enrol')
      await page.getByRole('button', { name: '启用', exact: true }).click()
      await page.locator('.secret').waitFor()
      const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '')
      await page.locator('form input').fill(code(secret, Date.now() - 30_000)) // the step before, so that signing in may use this one
      await page.locator('form button[type=submit]').click()
      await page.locator('.codes li').first().waitFor()
      expect((await page.locator('.codes li').count()) === 8, 'recovery codes')
      await shoot(page, 'recovery-codes')
      await page.getByRole('button', { name: '已保存好' }).click()
      await page.waitForURL((url) => !/enroll/.test(url.pathname))
      await settled(page)
      await page.context().clearCookies()
      await page.goto(settings.url + '/sign-in')
      await enter(page, 'admin', settings.users.admin)
      const field = page.locator('input[autocomplete=one-time-code]')
      await field.waitFor()
      await expectAccessible(page, 'code')
      await field.fill(code(secret, Date.now()))
      await page.locator('form button[type=submit]').click()
      await page.waitForURL((url) => url.pathname !== '/sign-in')
      await choose(page, '自愿启用')
      await expectText(page.locator('.el-message, .el-dialog:visible'), /./)
    },
  },
]
