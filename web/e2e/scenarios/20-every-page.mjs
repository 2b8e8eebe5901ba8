import { expect, expectAccessible, go, settled, shoot, signIn } from '../helpers.mjs'

const roles = ['officer', 'leader', 'auditor', 'admin', 'park', 'ent']

/** Every page that a role finds in its menu, and its first record: nothing quiet goes wrong and axe has nothing serious. */
const visit = (login, language) => ({
  name: `${login}, ${language}: every page of the menu and the first record of each list`,
  users: [login],
  window: { language },
  async run({ page }) {
    await signIn(page, login)
    const links = await page.locator('nav.menu a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    expect(links.length > 1, 'the menu has pages')
    for (const link of [...links, '/inbox', '/account']) {
      await go(page, link)
      await expectAccessible(page, link)
      await shoot(page, `${login}-${language}${link.replace(/\W+/g, '-')}`)
      const record = page.locator('tbody td.first a').first()
      if (!(await record.count())) continue
      await record.click()
      await settled(page)
      await expectAccessible(page, 'a record of ' + link)
      await shoot(page, `${login}-${language}${link.replace(/\W+/g, '-')}-record`)
    }
  },
})

export default [
  ...roles.map((login) => visit(login, 'zh')),
  visit('officer', 'en'),
  {
    name: 'large text and a page zoomed to 200 % need no sideways scrolling',
    users: ['officer'],
    window: { width: 683, height: 384, large: true },
    async run({ page }) {
      await signIn(page, 'officer')
      for (const path of ['/', '/enterprises', '/enterprises/new', '/account', '/imports']) {
        await go(page, path)
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(over <= 1, `${path} is ${over} px too wide`)
        await expectAccessible(page, path)
        await shoot(page, 'zoomed' + path.replace(/\W+/g, '-'))
      }
    },
  },
]
