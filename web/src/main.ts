import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { tellProblem } from '@/shell/tell'
import App from './App.vue'
import { preferences } from './base/preferences'
import { addTexts, i18n, setLanguage } from './i18n'
import { practices } from './practices'
import { queries } from './queries'
import { router } from './router'
import './styles/element.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/print.css'

const app = createApp(App)
app.config.errorHandler = (error) => tellProblem(error)
window.addEventListener('unhandledrejection', (event) => {
  event.preventDefault()
  tellProblem(event.reason)
})

async function start(): Promise<void> {
  for (const { name, texts } of practices) addTexts(name, texts)
  await setLanguage(preferences.language).catch(() => setLanguage('zh'))
  app.use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(router).mount('#app')
}
void start()
