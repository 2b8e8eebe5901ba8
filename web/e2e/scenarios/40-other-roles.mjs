import { expect, expectAccessible, expectText, go, settings, settled, shoot, signIn } from '../helpers.mjs'

/** The password again, where the server asks for it before a sensitive operation. */
async function confirmIfAsked(page, login) {
  const dialog = page.locator('.el-dialog:visible', { hasText: '请再次确认身份' })
  await Promise.race([
    dialog.waitFor({ timeout: 4000 }).catch(() => undefined),
    page
      .locator('.el-message-box:visible .token, .el-message--success')
      .waitFor({ timeout: 4000 })
      .catch(() => undefined),
  ])
  if (!(await dialog.isVisible())) return
  await expectAccessible(page, 'password again')
  await dialog.locator('input[type=password]').fill(settings.users[login])
  await page.keyboard.press('Enter')
}

export default [
  {
    name: 'an administrator makes a user, appoints and invites them',
    users: ['admin'],
    async run({ page }) {
      await signIn(page, 'admin')
      await go(page, '/users/new')
      await page.locator('[data-field=login] input').fill('e2e' + (Date.now() % 1e7))
      await page.locator('[data-field=name] input').fill('端到端')
      await page.locator('form button[type=submit]').click()
      await page.waitForURL(/\/users\/\d+$/)
      await settled(page)
      await page.getByRole('tab', { name: '岗位' }).click()
      await page.getByRole('button', { name: '新增岗位' }).click()
      await expectAccessible(page, 'new appointment')
      await shoot(page, 'appoint')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '重新发出邀请' }).click()
      await confirmIfAsked(page, 'admin')
      await page.locator('.token').waitFor()
      await shoot(page, 'invitation')
    },
  },
  {
    name: 'an administrator sees the matrix and the settings, and no enterprise',
    users: ['admin'],
    async run({ page }) {
      await signIn(page, 'admin')
      await go(page, '/matrix')
      expect((await page.locator('tbody tr').count()) > 20, 'operations')
      await page.locator('input[data-key="/"], [data-key="/"] input').first().fill('enterprise')
      expect((await page.locator('tbody tr').count()) > 3, 'found operations')
      await go(page, '/settings')
      await expectAccessible(page, 'settings')
      expect((await page.locator('nav.menu a[href="/enterprises"]').count()) === 0, 'no business data in the menu')
      await go(page, '/enterprises')
      await expectText(page.locator('h1'), /无权访问/)
    },
  },
  {
    name: 'an auditor filters the chain, looks at an entry and has the chain verified',
    users: ['auditor'],
    async run({ page }) {
      await signIn(page, 'auditor')
      await go(page, '/audit')
      expect((await page.locator('tbody tr').count()) > 0, 'entries')
      await page
        .getByRole('button', { name: /的详情$/ })
        .first()
        .click()
      await page.locator('.el-drawer:visible').waitFor()
      await expectAccessible(page, 'audit entry')
      await shoot(page, 'audit-entry')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '校验审计链' }).click()
      await page.locator('.tray [role=status]', { hasText: /已完成|行/ }).waitFor({ timeout: 60_000 })
      expect((await page.getByRole('button', { name: /^新增/ }).count()) === 0, 'changes nothing')
    },
  },
  {
    name: 'a leader follows a number of the workbench to the very list it counts',
    users: ['leader'],
    async run({ page }) {
      await signIn(page, 'leader')
      const figure = page.locator('a.figure[href*="/enterprises?"]').first()
      const value = (await figure.locator('.value').innerText()).replace(/[^\d]/g, '')
      await figure.click()
      await settled(page)
      await page.waitForFunction(
        (n) => document.querySelector('.pager [role=status]')?.textContent?.replace(/\D/g, '') === n,
        value,
      )
    },
  },
  {
    name: 'an enterprise user sees one enterprise and masked others not at all',
    users: ['ent'],
    async run({ page }) {
      await signIn(page, 'ent')
      await go(page, '/enterprises')
      expect((await page.locator('tbody tr').count()) === 1, 'its own enterprise only')
      expect((await page.getByRole('button', { name: /^新增企业/ }).count()) === 0, 'makes none')
    },
  },
]
