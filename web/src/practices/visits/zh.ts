/** The texts of visits in Chinese. */
const zh = {
  title: '企业服务',
  group: { visit: '走访情况', request: '企业诉求' },
}
export default zh

declare module '@/i18n' {
  interface Texts {
    visits: typeof zh
  }
}
