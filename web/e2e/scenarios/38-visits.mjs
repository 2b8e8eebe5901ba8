// Visits to enterprises: noted, asked for, answered by the action that the server describes.
import { expect, expectAccessible, expectText, go, settled, shoot, signIn } from '../helpers.mjs'

export default [
  {
    name: 'a visit is noted, and what the enterprise asked for is answered once',
    users: ['officer'],
    async run({ page }) {
      await signIn(page, 'officer')
      await go(page, '/visits/new')
      const field = (name) => page.locator(`[data-field=${name}]`)
      await field('ent_id').locator('input').click()
      await field('ent_id').locator('input').pressSequentially('清远甲新材料0')
      await page
        .locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: '清远甲新材料0' })
        .first()
        .click()
      await field('visited_on').locator('input').fill('2026-11-20')
      await page.keyboard.press('Tab')
      await field('purpose').locator('input').fill('了解技改进度')
      await field('visitors').locator('input').fill('王某')
      await field('request').locator('textarea').fill('申请技改贷款')
      await page.locator('form#record button[type=submit]').click()
      await expectText(field('topic'), /要一起填写/, 'the kind of request is asked for, at its field')
      await field('topic').locator('.el-select__wrapper').click()
      await page.locator('.el-select-dropdown:visible .el-select-dropdown__item', { hasText: '融资' }).first().click()
      await expectAccessible(page, 'new visit')
      await shoot(page, 'new-visit')
      await page.locator('form#record button[type=submit]').click()
      await page.waitForURL(/\/visits\/\d+$/)
      await settled(page)
      await expectText(page.locator('main'), /待答复/, 'it waits for an answer')
      await go(page, '/visits')
      await page.getByRole('button', { name: '答复诉求：了解技改进度' }).waitFor()
      await shoot(page, 'visits')
      await page.setViewportSize({ width: 390, height: 800 })
      await shoot(page, 'visits-phone')
      await page.setViewportSize({ width: 1366, height: 768 })
      await page.getByRole('button', { name: '答复诉求：了解技改进度' }).click()
      const dialog = page.locator('.el-dialog:visible', { hasText: '答复诉求' })
      await dialog.locator('textarea').fill('已对接银行')
      await expectAccessible(page, 'answer')
      await shoot(page, 'answer')
      await dialog.getByRole('button', { name: '答复诉求' }).click()
      await dialog.waitFor({ state: 'hidden' })
      await expectText(page.locator('tbody'), /已答复/, 'it is answered')
      expect((await page.getByRole('button', { name: '答复诉求' }).count()) === 0, 'once only')
      await page.locator('tbody td.first a').first().click()
      await settled(page)
      await expectText(page.locator('main'), /已对接银行/, 'with its answer')
      expect((await page.getByRole('button', { name: '答复诉求' }).count()) === 0, 'nor on its own page')
      await shoot(page, 'visit')
      await page.setViewportSize({ width: 390, height: 800 })
      await shoot(page, 'visit-phone')
    },
  },
]
