import { expect, expectAccessible, expectText, go, settled, shoot, signIn } from '../helpers.mjs'

const focused = (page) =>
  page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ??
      document.activeElement?.textContent?.trim().slice(0, 40) ??
      '',
  )

export default [
  {
    name: 'an enterprise is found and opened without a mouse',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await page.keyboard.press('Control+k')
      await page.locator('#hits').waitFor()
      await expectAccessible(page, 'command palette')
      await page.keyboard.type('清远')
      await page.locator('#hits li .mono', { hasText: /^9/ }).first().waitFor()
      await shoot(page, 'palette')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/enterprises\/\d+/)
      await settled(page)
    },
  },
  {
    name: 'the Enter that ends a word in an input method opens nothing; the next one waits for what is found',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/parks')
      await page.keyboard.press('Control+k')
      const field = page.locator('[role=combobox][aria-controls=hits]')
      await field.waitFor()
      await page.waitForTimeout(100)
      await page.keyboard.press('Enter')
      expect(page.url().endsWith('/parks'), 'nothing is chosen before something is asked')
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Input.imeSetComposition', { text: 'qing yuan', selectionStart: 9, selectionEnd: 9 })
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 }
      await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
      await devtools.send('Input.insertText', { text: '清远' })
      await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
      await page.waitForTimeout(100)
      expect(page.url().endsWith('/parks') && (await field.isVisible()), 'the palette stays')
      await field.fill('清远甲新材料0')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/enterprises\/\d+/)
    },
  },
  {
    name: 'the skip link, the search field, a new record and the help by keys',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises')
      await page.keyboard.press('Tab')
      expect((await focused(page)).includes('跳到正文'), 'the first stop skips to the content')
      await page.keyboard.press('Enter')
      expect((await page.evaluate(() => document.activeElement?.id)) === 'main', 'the content has the focus')
      await page.keyboard.press('/')
      expect((await page.evaluate(() => document.activeElement?.tagName)) === 'INPUT', 'the search field has the focus')
      await page.keyboard.type('清远')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=/)
      await page.evaluate(() => document.activeElement?.blur())
      await page.keyboard.press('?')
      await expectText(page.locator('.el-dialog:visible'), /快捷键/)
      await expectAccessible(page, 'help')
      await page.keyboard.press('Escape')
      await page.locator('.el-dialog:visible').waitFor({ state: 'hidden' })
      await page.keyboard.press('n')
      await page.waitForURL(/\/enterprises\/new/)
    },
  },
  {
    name: 'nothing that has the focus is hidden, all the way through a list',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/parks')
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab')
        await page.waitForTimeout(60)
        const seen = await page.evaluate(() => {
          const e = document.activeElement
          if (!e || e === document.body) return true
          const box = e.getBoundingClientRect()
          return box.width > 0 && box.height > 0
        })
        expect(seen, `stop ${i} (${await focused(page)}) is seen`)
      }
    },
  },
]
