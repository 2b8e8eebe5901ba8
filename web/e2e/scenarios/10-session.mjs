import { enter, expect, expectAccessible, expectText, go, settings, settled, shoot, signIn } from '../helpers.mjs'

export default [
  {
    name: 'a wrong password is refused in words, and nothing else is told',
    users: ['officer'],
    noisy: false,
    async run({ page }) {
      await page.goto(settings.url + '/sign-in')
      await settled(page)
      await shoot(page, 'sign-in')
      await expectAccessible(page, 'sign-in')
      await enter(page, 'officer', 'wrong-password-1')
      await expectText(page.locator('[role=alert]'), /[\u4e00-\u9fff]/)
    },
  },
  {
    name: 'a deep link survives signing in, and the page a reload',
    users: ['officer'],
    async run({ page }) {
      await page.goto(settings.url + '/enterprises?filter=stage:eq:production&sort=-registered_on')
      await page.waitForURL(/sign-in/)
      await page.locator('input[name=username]').fill('officer')
      await page.locator('input[name=password]').fill(settings.users.officer)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/enterprises\?/)
      await settled(page)
      expect(new URL(page.url()).searchParams.get('sort') === '-registered_on', 'the sort is kept')
      await page.reload()
      await settled(page)
      expect((await page.locator('tbody tr').count()) > 0, 'rows after the reload')
    },
  },
  {
    name: 'a session that ends leaves the form as it is, and goes on after signing in again',
    users: ['officer'],
    async run({ page, context }) {
      await signIn(page, 'officer')
      await go(page, '/parks/new')
      await page.locator('[data-field=name] input').fill('会话超时试验园')
      await page.locator('[data-field=code] input').fill('E2E' + (Date.now() % 100000))
      await context.clearCookies()
      await page.locator('form button[type=submit]').click()
      const dialog = page.locator('.el-dialog:visible')
      await dialog.waitFor()
      await expectAccessible(page, 'sign-in dialog')
      await shoot(page, 'sign-in-again')
      await dialog.locator('input[type=password]').fill(settings.users.officer)
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/parks\/\d+$/)
      await settled(page)
      await expectText(page.locator('h1'), /会话超时试验园/)
      await page.getByRole('button', { name: '删除' }).click()
      await page.locator('.el-message-box').getByRole('button', { name: '删除' }).click()
      await page.waitForURL(/\/parks$/)
    },
  },
  {
    name: 'where the server cannot be reached, the page says so and goes on when it can',
    users: ['officer'],
    noisy: true,
    async run({ page, context }) {
      await signIn(page, 'officer')
      await go(page, '/parks')
      await context.setOffline(true)
      await page.getByRole('button', { name: '刷新' }).click()
      await page.locator('.offline').waitFor()
      await context.setOffline(false)
      await page.getByRole('button', { name: '刷新' }).click()
      await page.locator('.offline').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'an address without a page says so; one without permission too',
    users: ['leader'],
    async run({ page }) {
      await signIn(page, 'leader')
      await go(page, '/no/such/page')
      await expectText(page.locator('h1'), /页面不存在/)
      await go(page, '/users')
      await expectText(page.locator('h1'), /无权访问/)
      await go(page, '/enterprises/1')
      await page.locator('[role=alert]').waitFor()
    },
  },
]
