import { enter, expect, expectAccessible, expectText, go, settings, settled, shoot, signIn } from '../helpers.mjs'
import { addEnterprise, freshCode } from './30-register.mjs'

/** Opens the dialog of something that happens to the enterprise on the page. */
async function begin(page, what) {
  await page.getByRole('button', { name: '变更', exact: true }).click()
  await page.getByRole('menuitem', { name: what }).click()
  await page.locator('#action').waitFor()
  await expectAccessible(page, what)
}
async function finish(page, what, reason) {
  await page.locator('#action input[maxlength="200"]').fill(reason)
  await shoot(page, what)
  await page.locator('.el-dialog:visible').getByRole('button', { name: what }).click()
  await page.locator('.el-message', { hasText: '已办理：' + what }).waitFor()
  await settled(page)
}

export default [
  {
    name: 'an enterprise is merged into another, found by its old code, and the merger is undone',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      const mark = String(Date.now() % 1e6)
      await addEnterprise(page, `清远吸收方${mark}有限公司`)
      await addEnterprise(page, `清远被并方${mark}有限公司`)
      const small = new URL(page.url()).pathname
      const code = (await page.locator('main').innerText()).match(/91441802MA[0-9A-Z]{8}/)[0]
      await begin(page, '企业合并')
      await page.locator('#action input[role=combobox]').first().fill(`吸收方${mark}`)
      await page.getByRole('option', { name: new RegExp(`吸收方${mark}`) }).click()
      await finish(page, '企业合并', '股东会决议吸收合并')
      await expectText(page.locator('main'), /注销/)
      await go(page, '/enterprises?q=' + code)
      const found = await page.locator('tbody').innerText()
      expect(found.includes(`吸收方${mark}`), `the old code finds the one that took over: ${found}`)
      await go(page, small)
      await begin(page, '撤销合并')
      await finish(page, '撤销合并', '登记有误')
      expect(!(await page.locator('.marks').first().innerText()).includes('注销'), 'it is back')
    },
  },
  {
    name: 'an enterprise splits off another, which the list then has',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      const mark = String(Date.now() % 1e6)
      await addEnterprise(page, `清远分立前${mark}有限公司`)
      await begin(page, '企业分立')
      await page.locator('#action tbody input').nth(0).fill(freshCode())
      await page.locator('#action tbody input').nth(1).fill(`清远分立出${mark}有限公司`)
      await finish(page, '企业分立', '分立协议')
      await go(page, '/enterprises?q=' + encodeURIComponent(`分立出${mark}`))
      await expectText(page.locator('tbody'), new RegExp(`分立出${mark}`))
    },
  },
  {
    name: 'an officer who keeps contacts sees them whole',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/contacts')
      await expectText(page.locator('tbody'), /陈志强[\s\S]*13800001234/)
    },
  },
  {
    name: 'a leader sees a contact masked',
    users: ['leader'],
    async run({ page }) {
      await signIn(page, 'leader')
      await go(page, '/contacts')
      const text = await page.getByRole('table', { name: '联系人' }).innerText()
      expect(
        !text.includes('13800001234') && !text.includes('陈志强') && /138\*+/.test(text),
        `masked: ${text.slice(0, 200)}`,
      )
      await shoot(page, 'masked')
    },
  },
  {
    name: 'a login that is tried too often is locked, in words, also with the right password',
    users: ['guessed'],
    async run({ page }) {
      await page.goto(settings.url + '/sign-in')
      await settled(page)
      const attempt = async (password) => {
        const [answer] = await Promise.all([
          page.waitForResponse((r) => r.url().endsWith('/api/session') && r.request().method() === 'POST'),
          enter(page, 'guessed', password),
        ])
        return answer.status()
      }
      for (let i = 0; i < 5; i++) await attempt('wrong-password-' + i)
      expect((await attempt(settings.users.guessed)) === 429, 'locked')
      await expectText(page.locator('[role=alert]'), /登录失败次数过多/)
      await expectAccessible(page, 'locked')
      await shoot(page, 'locked')
    },
  },
]
