import { User } from '@element-plus/icons-vue'
import { defineAsyncComponent } from 'vue'
import { approveReset, disableUser, enableUser, inviteUser, resetUser, resetUserWhole, unlockUser } from '@/api/users'
import { resource } from '@/resource/resource'
import { t } from '@/i18n'
import { ask, tellDone } from '@/shell/tell'
import { showToken } from '@/gate/token'

/** 用户 */
export default resource({
  entity: 'user',
  path: 'users',
  icon: User,
  columns: ['name', 'login', 'state', 'zone_id', 'phone', 'email', 'last_seen_at'],
  search: ['state'],
  groups: [
    {
      title: 'group.basic',
      fields: ['login', 'name', 'zone_id', 'phone', 'email', 'state', 'last_seen_at', 'locked_until'],
    },
  ],
  tones: { state: { active: 'good', invited: 'info', disabled: 'old' } },
  tabs: [
    {
      name: 'appointments',
      title: 'user.appointments',
      component: defineAsyncComponent(() => import('./Appointments.vue')),
    },
  ],
  actions: [
    {
      name: 'invite',
      title: 'user.invite',
      needs: 'invite',
      shows: (r) => r.state === 'invited',
      run: async (r) => {
        await showToken(t('user.invited', { name: r.name }), await inviteUser(r.id))
      },
    },
    {
      name: 'unlock',
      title: 'user.unlock',
      needs: 'unlock',
      shows: (r) => typeof r.locked_until === 'string' && Date.parse(r.locked_until) > Date.now(),
      run: async (r) => {
        await unlockUser(r.id)
        tellDone(t('user.unlocked', { name: r.name }))
      },
    },
    {
      name: 'reset',
      title: 'user.reset',
      needs: 'reset',
      shows: (r) => r.state === 'active',
      run: async (r) => {
        if (!(await ask(t('user.reset'), t('user.reset_text', { name: r.name }), t('user.reset'), true))) return false
        await showToken(t('user.reset_done', { name: r.name }), await resetUser(r.id))
        return true
      },
    },
    {
      name: 'reset_all',
      title: 'user.reset_all',
      needs: 'reset_all',
      shows: (r) => r.state === 'active',
      run: async (r) => {
        if (!(await ask(t('user.reset_all'), t('user.reset_all_text', { name: r.name }), t('user.reset_all'), true)))
          return false
        await showToken(t('user.reset_done', { name: r.name }), await resetUserWhole(r.id))
        return true
      },
    },
    {
      name: 'approve_reset',
      title: 'user.approve_reset',
      needs: 'approve_reset',
      shows: (r) => r.reset_pending === true,
      run: async (r) => {
        await approveReset(r.id)
        tellDone(t('user.reset_approved', { name: r.name }))
      },
    },
    {
      name: 'enable',
      title: 'user.enable',
      needs: 'enable',
      shows: (r) => r.state === 'disabled',
      run: async (r) => {
        await enableUser(r.id, r.version)
        tellDone(t('user.enabled', { name: r.name }))
      },
    },
    {
      name: 'disable',
      title: 'user.disable',
      needs: 'disable',
      danger: true,
      shows: (r) => r.state !== 'disabled',
      run: async (r) => {
        if (!(await ask(t('user.disable'), t('user.disable_text', { name: r.name }), t('user.disable'), true)))
          return false
        await disableUser(r.id, r.version)
        tellDone(t('user.disabled', { name: r.name }))
        return true
      },
    },
  ],
})
