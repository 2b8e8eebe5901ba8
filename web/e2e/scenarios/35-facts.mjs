// What is known of enterprises beside themselves: each record says whose it is, and nothing is called by a code or a number.
import { expect, expectAccessible, expectText, go, settled, shoot, signIn } from '../helpers.mjs'

const bad = ['统一社会信用代码,企业名称,阶段', 'x,清远错误有限公司,投产', ',清远无码有限公司,已飞走'].join('\n')

/** Chooses in a field that refers to records: what it offers for some words. */
async function choose(page, name, words) {
  const input = page.locator(`[data-field=${name}] input`)
  await input.click()
  await input.pressSequentially(words)
  await page.locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: words }).first().click()
}
const heading = (page) => page.locator('h1')
const placed = (page, name) => page.locator(`[data-field=${name}] .el-select__placeholder`)

export default [
  {
    name: 'a contact is added to an enterprise, says whose it is, and is found by both names',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/contacts/new')
      await choose(page, 'ent_id', '清远甲新材料0')
      await page.locator('[data-field=name] input').fill('吴一鸣')
      await page.locator('[data-field=phone] input').fill('13900001234')
      await expectAccessible(page, 'new contact')
      await shoot(page, 'new-contact')
      await page.locator('form#record button[type=submit]').click()
      await page.waitForURL(/\/contacts\/\d+$/)
      await settled(page)
      await expectText(page.locator('main a[href^="/enterprises/"]'), /清远甲新材料0有限公司/, 'whose contact it is')
      await shoot(page, 'contact')
      for (const words of ['吴', 'wym', '甲新材料0', '吴 甲新材料0']) {
        await go(page, '/contacts?q=' + encodeURIComponent(words))
        await expectText(page.locator('tbody td.first a').first(), /吴一鸣|陈志强/, words)
      }
      const asked = await page.locator('#q-contact').getAttribute('placeholder')
      expect(asked === '姓名、企业、联系事项', `the search says what it searches: ${asked}`)
    },
  },
  {
    name: 'an enterprise user adds a contact to the own enterprise without being asked which',
    users: ['ent'],
    async run({ page }) {
      await signIn(page, 'ent')
      await go(page, '/contacts/new')
      await expectText(placed(page, 'ent_id'), /清远甲新材料0有限公司/, 'the own enterprise')
      expect(await page.locator('[data-field=ent_id] input').isDisabled(), 'which nobody changes')
      await page.locator('[data-field=name] input').fill('郑一')
      await page.locator('form#record button[type=submit]').click()
      await page.waitForURL(/\/contacts\/\d+$/)
    },
  },
  {
    name: 'forms and filters name what they refer to',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises?q=' + encodeURIComponent('新材料3'))
      const file = await page.locator('tbody td.first a').first().getAttribute('href')
      await go(page, file + '/edit')
      await expectText(placed(page, 'park_id'), /园$/, 'the park')
      await shoot(page, 'edit-enterprise')
      await go(page, '/parks')
      const park = (await page.locator('tbody td.first a').first().getAttribute('href')).split('/').pop()
      await go(page, `/enterprises?filter=park_id:eq:${park}`)
      await expectText(
        page.locator('.search .cell', { hasText: '园区' }).locator('.el-select__selection'),
        /园/,
        'the filter',
      )
    },
  },
  {
    name: 'a title is called by its kind in lists, headings and questions',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/titles?q=' + encodeURIComponent('高新技术企业'))
      await expectText(page.locator('tbody td.first a'), /^高新技术企业$/, 'list')
      await page.getByRole('link', { name: '编辑 高新技术企业' }).first().waitFor()
      await shoot(page, 'titles')
      await page.locator('tbody td.first a').first().click()
      await settled(page)
      await expectText(heading(page), /^高新技术企业$/, 'heading')
      expect((await page.title()).startsWith('高新技术企业'), 'title of the window')
      await page.getByRole('button', { name: '删除' }).click()
      await expectText(page.locator('.el-message-box:visible, .el-dialog:visible'), /高新技术企业/, 'question')
      await page.keyboard.press('Escape')
      expect(!(await page.locator('body').innerText()).includes('high_tech'), 'no code anywhere')
    },
  },
  {
    name: 'bad rows of an import are shown as they stand in the file',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/enterprises/import')
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: `错误-${Date.now()}.csv`, mimeType: 'text/csv', buffer: Buffer.from('\ufeff' + bad) })
      const tab = page.getByRole('tab', { name: /有问题的行/ })
      await tab.waitFor({ timeout: 30_000 })
      await tab.click()
      await settled(page)
      const panel = page.getByRole('tabpanel', { name: /有问题的行/ })
      await expectText(panel, /清远错误有限公司/, 'what the file says')
      await expectText(panel, /已飞走/, 'also what means nothing')
      await expectAccessible(page, 'bad rows')
      await shoot(page, 'bad-rows')
    },
  },
  {
    name: 'an appointment offers the departments of the zone that was chosen',
    users: ['admin', 'officer'],
    async run({ page }) {
      await signIn(page, 'admin')
      await go(page, '/users?q=officer')
      await page.locator('tbody td.first a').first().click()
      await settled(page)
      await page.getByRole('tab', { name: '岗位' }).click()
      await page.getByRole('button', { name: '新增岗位' }).click()
      const dialog = page.locator('.el-dialog:visible')
      const select = (label) =>
        dialog.locator('.form-row', { has: page.locator('label', { hasText: label }) }).locator('.el-select')
      const offered = page.locator('.el-select-dropdown:visible .el-select-dropdown__item')
      const pick = async (label, text) => {
        await select(label).click()
        await offered.filter({ hasText: text }).first().click()
        await page.locator('.el-select-dropdown:visible').waitFor({ state: 'hidden' })
      }
      await pick('高新区', '清远')
      await select('部门').click()
      await offered.first().waitFor()
      const names = await offered.allInnerTexts()
      expect(names.filter((n) => n === '经济发展局').length === 1, `one of each name, found ${names}`)
      await offered.filter({ hasText: '经济发展局' }).first().click()
      await shoot(page, 'appointment')
      await pick('高新区', '临江')
      const left = await select('部门').innerText()
      expect(!left.includes('经济发展局'), `a department of the other zone is not kept: ${left}`)
    },
  },
]
