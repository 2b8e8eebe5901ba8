// Kinds of fields beyond texts and numbers, and what lists show of the records that are referred to.
import { expect, expectAccessible, expectText, go, settled, shoot, signIn } from '../helpers.mjs'

const cell = (page, field, value) => page.locator(`[data-field=${field}] input`).fill(value)
const option = (page, name) => page.locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: name })
async function save(page) {
  await page.locator('form#record button[type=submit]').click()
  await page.waitForURL(/\/\d+$/)
  await settled(page)
}

export default [
  {
    name: 'a period is typed as officers write it, shown in words, and found among periods of other lengths',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/published-figures/new')
      await cell(page, 'code', 'H1-' + (Date.now() % 100000))
      await cell(page, 'name', '规上工业产值')
      await cell(page, 'period', '十四五')
      await page.locator('[data-field=qualifier] .el-select').click()
      await option(page, '').first().click()
      await cell(page, 'value', '812.5')
      await cell(page, 'unit', '亿元')
      await cell(page, 'source', '统计公报')
      await expectAccessible(page, 'form with a period')
      await page.locator('form#record button[type=submit]').click()
      await expectText(page.locator('[data-field=period]'), /不是时期|时期/, 'what is wrong with the period')
      await shoot(page, 'period-wrong')
      await cell(page, 'period', '2024年上半年')
      await save(page)
      await expectText(page.locator('main'), /2024年上半年/, 'the period in words')
      await shoot(page, 'period')
      await go(page, '/published-figures?filter=period:from:2024Q1&filter=period:to:2024')
      await expectText(page.locator('tbody'), /规上工业产值/, 'a half-year within the year')
      await shoot(page, 'period-list')
      await go(page, '/published-figures?filter=period:from:2024Q2')
      expect((await page.locator('tbody', { hasText: '规上工业产值' }).count()) === 0, 'it began before')
    },
  },
  {
    name: 'the duties of a department are chosen from a list, shown by name, and searched',
    users: ['admin'],
    async run({ page }) {
      await signIn(page, 'admin')
      await go(page, '/departments')
      const row = page.locator('tbody tr', { hasText: '临江' })
      await go(page, (await row.locator('td.first a').getAttribute('href')) + '/edit')
      await page.locator('[data-field=duties] .el-select').click()
      await option(page, '企业服务').click()
      await shoot(page, 'duties')
      await page.keyboard.press('Escape')
      await expectAccessible(page, 'form with several choices')
      await save(page)
      await expectText(page.locator('main'), /企业名录、企业服务/, 'both by name')
      await shoot(page, 'duties-shown')
      await go(page, '/departments?filter=duties:has:service')
      await expectText(page.locator('tbody'), /临江[\s\S]*企业服务/, 'found by the new one')
      await shoot(page, 'duties-list')
    },
  },
  {
    name: 'titles show the park of their enterprise, and are filtered and counted by it',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/titles')
      await page.getByRole('button', { name: '列设置' }).click()
      for (const name of ['所在园区', '国民经济行业'])
        await page.locator('.columns li', { hasText: name }).locator('input[type=checkbox]').check()
      await page.locator('.el-dialog:visible').getByRole('button', { name: '确定' }).click()
      await expectText(page.locator('tbody'), /智能制造园/, 'the park of the enterprise')
      await shoot(page, 'looked-up')
      await page.setViewportSize({ width: 390, height: 800 })
      await shoot(page, 'looked-up-phone')
      await page.setViewportSize({ width: 1366, height: 768 })
      const ask = (path) => page.evaluate(async (at) => (await fetch('/api/' + at)).json(), path)
      const park = (await ask('parks?q=' + encodeURIComponent('智能制造园'))).items[0]
      const other = (await ask('parks?q=' + encodeURIComponent('生物'))).items[0]
      await go(page, `/titles?filter=ent_park_id:eq:${park.id}`)
      await expectText(page.locator('tbody'), /智能制造园/, 'filtered by it')
      await shoot(page, 'looked-up-filtered')
      await go(page, `/titles?filter=ent_park_id:eq:${other.id}`)
      await expectText(page.locator('main'), /没有符合条件的资质荣誉/, 'none in another park')
      const summary = await ask('titles/summary?by=ent_park_id')
      expect(summary.groups[0]?.labels[0] === '智能制造园', `counted by park: ${JSON.stringify(summary)}`)
    },
  },
]
