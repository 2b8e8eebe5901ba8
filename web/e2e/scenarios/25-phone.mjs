// A telephone is 390 px wide: pages scroll down only, and dialogs stay within.
import { expect, expectAccessible, go, settled, shoot, signIn } from '../helpers.mjs'

async function expectFits(page, what) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return ''
    const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > room + 1)
    return `${document.documentElement.scrollWidth} px: ${out.slice(0, 4).map((e) => e.outerHTML.slice(0, 120))}`
  })
  expect(!wide, `${what} is wider than the window, ${wide}`)
}
async function expectInside(page, selector, what) {
  const box = await page.locator(selector).first().boundingBox()
  expect(box && box.x >= 0 && box.x + box.width <= 390, `${what} is cut off: ${JSON.stringify(box)}`)
}

export default [
  {
    name: 'pages and dialogs fit a telephone',
    users: ['officer'],
    window: { width: 390, height: 844 },
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises')
      const file = await page.locator('tbody td.first a').first().getAttribute('href')
      const paths = [
        '/',
        '/enterprises',
        file,
        file + '/edit',
        '/contacts/new',
        '/titles',
        '/imports',
        '/jobs',
        '/inbox',
        '/account',
      ]
      for (const path of paths) {
        await go(page, path)
        await expectFits(page, path)
        await expectInside(page, '.bar .user', path + ': account menu')
        await shoot(page, 'phone' + path.replace(/\W+\d*/g, '-'))
      }
      await go(page, file)
      const heading = await page.locator('h1').boundingBox()
      expect(heading.width > 180 || heading.height < 40, `the title has room: ${JSON.stringify(heading)}`)
      await page.locator('.bar .search').click()
      await page.locator('#hits').waitFor()
      await page.waitForTimeout(400)
      await expectInside(page, '.el-dialog:visible', 'palette')
      await shoot(page, 'phone-palette')
      await page.keyboard.press('Escape')
      await go(page, '/enterprises')
      await page.getByRole('button', { name: '导出' }).first().click()
      await page.waitForTimeout(400)
      await expectInside(page, '.el-dialog:visible .el-button--primary', 'export')
      await shoot(page, 'phone-export')
      await page.keyboard.press('Escape')
      await page.locator('.el-dialog:visible').waitFor({ state: 'hidden' })
      await page.locator('.burger').click()
      await page.locator('.el-drawer:visible').getByRole('button', { name: 'English' }).waitFor()
      await page.waitForTimeout(400)
      await expectAccessible(page, 'menu of a telephone')
      await shoot(page, 'phone-menu')
      await page.locator('.el-drawer:visible').getByRole('button', { name: 'English' }).click()
      await settled(page)
      await expectFits(page, 'English')
      // The account keeps the language: the next scenario finds it as it was.
      if (!(await page.locator('.el-drawer:visible').count())) await page.locator('.burger').click()
      await page.locator('.el-drawer:visible').getByRole('button', { name: '中文' }).click()
      await settled(page)
      await page.reload()
      await settled(page)
      expect((await page.locator('html').getAttribute('lang')).startsWith('zh'), 'Chinese again, after a reload too')
    },
  },
]
