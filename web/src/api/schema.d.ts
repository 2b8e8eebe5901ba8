// Made by `npm run types` from the server's OpenAPI document. Not to be edited.

export interface paths {
    "/api/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 修改账户设置 */
        patch: operations["account.edit"];
        trace?: never;
    };
    "/api/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 修改口令 */
        post: operations["account.password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看本人会话 */
        get: operations["account.sessions"];
        put?: never;
        post?: never;
        /** 结束本人的其他会话 */
        delete: operations["account.end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束本人的一个会话 */
        delete: operations["account.end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 启用动态验证码 */
        post: operations["account.second_factor_begin"];
        /** 停用动态验证码 */
        delete: operations["account.second_factor_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/account/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认动态验证码 */
        post: operations["account.second_factor_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 激活账户或设置新口令 */
        post: operations["activation.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/administration/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看权限矩阵 */
        get: operations["matrix.show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appointment-places": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查找任职范围 */
        get: operations["appointment.places"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看审计记录 */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/entries/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看一条审计记录 */
        get: operations["audit.view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出审计记录 */
        post: operations["audit.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询谁看过一条记录 */
        get: operations["audit.readers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 验证审计链 */
        post: operations["audit.verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询载体 */
        get: operations["carrier.list"];
        put?: never;
        /** 新增载体 */
        post: operations["carrier.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改载体 */
        post: operations["carrier.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出载体 */
        post: operations["carrier.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入载体 */
        post: operations["carrier.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：载体 */
        get: operations["carrier.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看载体 */
        get: operations["carrier.view"];
        put?: never;
        post?: never;
        /** 删除载体 */
        delete: operations["carrier.remove"];
        options?: never;
        head?: never;
        /** 修改载体 */
        patch: operations["carrier.edit"];
        trace?: never;
    };
    "/api/carriers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：载体 */
        get: operations["carrier.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carriers/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复载体 */
        post: operations["carrier.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询产业归类 */
        get: operations["classification.list"];
        put?: never;
        /** 新增产业归类 */
        post: operations["classification.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改产业归类 */
        post: operations["classification.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出产业归类 */
        post: operations["classification.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入产业归类 */
        post: operations["classification.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：产业归类 */
        get: operations["classification.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看产业归类 */
        get: operations["classification.view"];
        put?: never;
        post?: never;
        /** 删除产业归类 */
        delete: operations["classification.remove"];
        options?: never;
        head?: never;
        /** 修改产业归类 */
        patch: operations["classification.edit"];
        trace?: never;
    };
    "/api/classifications/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：产业归类 */
        get: operations["classification.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classifications/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复产业归类 */
        post: operations["classification.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询联系人 */
        get: operations["contact.list"];
        put?: never;
        /** 新增联系人 */
        post: operations["contact.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改联系人 */
        post: operations["contact.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出联系人 */
        post: operations["contact.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入联系人 */
        post: operations["contact.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：联系人 */
        get: operations["contact.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看联系人 */
        get: operations["contact.view"];
        put?: never;
        post?: never;
        /** 删除联系人 */
        delete: operations["contact.remove"];
        options?: never;
        head?: never;
        /** 修改联系人 */
        patch: operations["contact.edit"];
        trace?: never;
    };
    "/api/contacts/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：联系人 */
        get: operations["contact.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复联系人 */
        post: operations["contact.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询部门 */
        get: operations["department.list"];
        put?: never;
        /** 新增部门 */
        post: operations["department.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改部门 */
        post: operations["department.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出部门 */
        post: operations["department.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入部门 */
        post: operations["department.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：部门 */
        get: operations["department.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看部门 */
        get: operations["department.view"];
        put?: never;
        post?: never;
        /** 删除部门 */
        delete: operations["department.remove"];
        options?: never;
        head?: never;
        /** 修改部门 */
        patch: operations["department.edit"];
        trace?: never;
    };
    "/api/departments/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：部门 */
        get: operations["department.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复部门 */
        post: operations["department.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询企业 */
        get: operations["enterprise.list"];
        put?: never;
        /** 新增企业 */
        post: operations["enterprise.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改企业 */
        post: operations["enterprise.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量归类到产业 */
        post: operations["enterprise.classify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出企业 */
        post: operations["enterprise.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入企业 */
        post: operations["enterprise.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：企业 */
        get: operations["enterprise.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看企业 */
        get: operations["enterprise.view"];
        put?: never;
        post?: never;
        /** 删除企业 */
        delete: operations["enterprise.remove"];
        options?: never;
        head?: never;
        /** 修改企业 */
        patch: operations["enterprise.edit"];
        trace?: never;
    };
    "/api/enterprises/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 变更统一社会信用代码 */
        post: operations["enterprise.code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看一企一档 */
        get: operations["enterprise.file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：企业 */
        get: operations["enterprise.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 企业合并：并入另一家企业 */
        post: operations["enterprise.merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复企业 */
        post: operations["enterprise.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 企业分立 */
        post: operations["enterprise.split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 变更企业阶段 */
        post: operations["enterprise.stage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看企业年表 */
        get: operations["enterprise.timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/enterprises/{id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤销企业合并 */
        post: operations["enterprise.unmerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载文件 */
        get: operations["file.download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/first-start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 是否需要首次启动 */
        get: operations["first_start.show"];
        put?: never;
        /** 建立首位系统管理员 */
        post: operations["first_start.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询曾用代码与名称 */
        get: operations["former_identity.list"];
        put?: never;
        /** 新增曾用代码与名称 */
        post: operations["former_identity.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改曾用代码与名称 */
        post: operations["former_identity.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出曾用代码与名称 */
        post: operations["former_identity.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入曾用代码与名称 */
        post: operations["former_identity.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：曾用代码与名称 */
        get: operations["former_identity.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看曾用代码与名称 */
        get: operations["former_identity.view"];
        put?: never;
        post?: never;
        /** 删除曾用代码与名称 */
        delete: operations["former_identity.remove"];
        options?: never;
        head?: never;
        /** 修改曾用代码与名称 */
        patch: operations["former_identity.edit"];
        trace?: never;
    };
    "/api/former-identities/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：曾用代码与名称 */
        get: operations["former_identity.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/former-identities/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复曾用代码与名称 */
        post: operations["former_identity.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入记录 */
        get: operations["import.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 预检结果 */
        get: operations["import.view"];
        put?: never;
        post?: never;
        /** 取消导入 */
        delete: operations["import.cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 确认导入 */
        post: operations["import.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回导入 */
        post: operations["import.rollback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入预览 */
        get: operations["import.rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的后台任务 */
        get: operations["job.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看后台任务 */
        get: operations["job.view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 取消后台任务 */
        post: operations["job.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 后台任务的进展 */
        get: operations["job.events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/meta": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 数据说明 */
        get: operations["meta.view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询大事记 */
        get: operations["milestone.list"];
        put?: never;
        /** 新增大事记 */
        post: operations["milestone.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改大事记 */
        post: operations["milestone.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出大事记 */
        post: operations["milestone.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入大事记 */
        post: operations["milestone.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：大事记 */
        get: operations["milestone.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看大事记 */
        get: operations["milestone.view"];
        put?: never;
        post?: never;
        /** 删除大事记 */
        delete: operations["milestone.remove"];
        options?: never;
        head?: never;
        /** 修改大事记 */
        patch: operations["milestone.edit"];
        trace?: never;
    };
    "/api/milestones/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：大事记 */
        get: operations["milestone.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/milestones/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复大事记 */
        post: operations["milestone.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的通知 */
        get: operations["notification.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 全部标为已读 */
        post: operations["notification.read_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 标为已读 */
        post: operations["notification.read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 接口说明 */
        get: operations["openapi.view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询园区 */
        get: operations["park.list"];
        put?: never;
        /** 新增园区 */
        post: operations["park.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改园区 */
        post: operations["park.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出园区 */
        post: operations["park.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入园区 */
        post: operations["park.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：园区 */
        get: operations["park.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看园区 */
        get: operations["park.view"];
        put?: never;
        post?: never;
        /** 删除园区 */
        delete: operations["park.remove"];
        options?: never;
        head?: never;
        /** 修改园区 */
        patch: operations["park.edit"];
        trace?: never;
    };
    "/api/parks/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：园区 */
        get: operations["park.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/parks/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复园区 */
        post: operations["park.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询公布数字 */
        get: operations["published_figure.list"];
        put?: never;
        /** 新增公布数字 */
        post: operations["published_figure.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改公布数字 */
        post: operations["published_figure.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出公布数字 */
        post: operations["published_figure.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入公布数字 */
        post: operations["published_figure.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：公布数字 */
        get: operations["published_figure.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看公布数字 */
        get: operations["published_figure.view"];
        put?: never;
        post?: never;
        /** 删除公布数字 */
        delete: operations["published_figure.remove"];
        options?: never;
        head?: never;
        /** 修改公布数字 */
        patch: operations["published_figure.edit"];
        trace?: never;
    };
    "/api/published-figures/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：公布数字 */
        get: operations["published_figure.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/published-figures/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复公布数字 */
        post: operations["published_figure.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询关联关系 */
        get: operations["relation.list"];
        put?: never;
        /** 新增关联关系 */
        post: operations["relation.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改关联关系 */
        post: operations["relation.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出关联关系 */
        post: operations["relation.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入关联关系 */
        post: operations["relation.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：关联关系 */
        get: operations["relation.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看关联关系 */
        get: operations["relation.view"];
        put?: never;
        post?: never;
        /** 删除关联关系 */
        delete: operations["relation.remove"];
        options?: never;
        head?: never;
        /** 修改关联关系 */
        patch: operations["relation.edit"];
        trace?: never;
    };
    "/api/relations/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：关联关系 */
        get: operations["relation.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relations/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复关联关系 */
        post: operations["relation.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 当前会话 */
        get: operations["session.show"];
        put?: never;
        /** 登录 */
        post: operations["session.open"];
        /** 退出登录 */
        delete: operations["session.close"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 再次输入口令 */
        post: operations["session.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看系统设置 */
        get: operations["setting.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 修改系统设置 */
        patch: operations["setting.edit"];
        trace?: never;
    };
    "/api/taxonomies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看分类体系 */
        get: operations["taxonomy.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询资质荣誉 */
        get: operations["title.list"];
        put?: never;
        /** 新增资质荣誉 */
        post: operations["title.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改资质荣誉 */
        post: operations["title.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出资质荣誉 */
        post: operations["title.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入资质荣誉 */
        post: operations["title.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：资质荣誉 */
        get: operations["title.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看资质荣誉 */
        get: operations["title.view"];
        put?: never;
        post?: never;
        /** 删除资质荣誉 */
        delete: operations["title.remove"];
        options?: never;
        head?: never;
        /** 修改资质荣誉 */
        patch: operations["title.edit"];
        trace?: never;
    };
    "/api/titles/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：资质荣誉 */
        get: operations["title.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/titles/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复资质荣誉 */
        post: operations["title.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询用户 */
        get: operations["user.list"];
        put?: never;
        /** 新增用户 */
        post: operations["user.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改用户 */
        post: operations["user.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出用户 */
        post: operations["user.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入用户 */
        post: operations["user.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：用户 */
        get: operations["user.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看用户 */
        get: operations["user.view"];
        put?: never;
        post?: never;
        /** 删除用户 */
        delete: operations["user.remove"];
        options?: never;
        head?: never;
        /** 修改用户 */
        patch: operations["user.edit"];
        trace?: never;
    };
    "/api/users/{id}/appointments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看任职 */
        get: operations["appointment.list"];
        put?: never;
        /** 任命 */
        post: operations["appointment.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/appointments/{appointment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束任职 */
        delete: operations["appointment.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/appointments/{appointment}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准任命系统管理员或审计员 */
        post: operations["appointment.approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用用户 */
        post: operations["user.disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 启用用户 */
        post: operations["user.enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：用户 */
        get: operations["user.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 发放激活链接 */
        post: operations["user.invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重置口令 */
        post: operations["user.reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/reset-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重置口令和动态验证码 */
        post: operations["user.reset_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/reset/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批准重置系统管理员或审计员 */
        post: operations["user.approve_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复用户 */
        post: operations["user.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看用户会话 */
        get: operations["user.sessions"];
        put?: never;
        post?: never;
        /** 结束用户的全部会话 */
        delete: operations["user.end_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束用户的一个会话 */
        delete: operations["user.end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解除登录锁定 */
        post: operations["user.unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 常用视图 */
        get: operations["view.list"];
        put?: never;
        /** 保存视图 */
        post: operations["view.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 删除视图 */
        delete: operations["view.remove"];
        options?: never;
        head?: never;
        /** 修改视图 */
        patch: operations["view.edit"];
        trace?: never;
    };
    "/api/workbench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 工作台 */
        get: operations["workbench.view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查询高新区 */
        get: operations["zone.list"];
        put?: never;
        /** 新增高新区 */
        post: operations["zone.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 批量修改高新区 */
        post: operations["zone.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导出高新区 */
        post: operations["zone.export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入高新区 */
        post: operations["zone.import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板：高新区 */
        get: operations["zone.template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看高新区 */
        get: operations["zone.view"];
        put?: never;
        post?: never;
        /** 删除高新区 */
        delete: operations["zone.remove"];
        options?: never;
        head?: never;
        /** 修改高新区 */
        patch: operations["zone.edit"];
        trace?: never;
    };
    "/api/zones/{id}/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 查看公布数字与名录数 */
        get: operations["zone.figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 变更记录：高新区 */
        get: operations["zone.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/zones/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 恢复高新区 */
        post: operations["zone.restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** 账户设置 */
        account_settings_request: {
            /**
             * 语言
             * @enum {string|null}
             */
            language?: "zh" | "en" | null;
        };
        /** 激活 */
        activation_request: {
            /**
             * 激活令牌
             * Format: password
             */
            token: string;
            /**
             * 口令
             * Format: password
             */
            password: string;
        };
        /** 任职 */
        appointment: {
            /** 编号 */
            readonly id: string;
            /**
             * 角色
             * @enum {string}
             */
            role: "administrator" | "auditor" | "leader" | "officer" | "park_operator" | "enterprise_user";
            /** 园区 */
            zone_id: string | null;
            /** 部门 */
            department_id: string | null;
            /** 产业园 */
            park_id: string | null;
            /** 企业 */
            ent_id: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from: string | null;
            /**
             * 结束日期（不含）
             * Format: date
             */
            valid_to: string | null;
            /** 园区名称 */
            readonly zone_name: string | null;
            /** 部门名称 */
            readonly department_name: string | null;
            /** 产业园名称 */
            readonly park_name: string | null;
            /** 企业名称 */
            readonly ent_name: string | null;
            /** 待另一位系统管理员批准 */
            readonly waits: boolean;
            /** 申请人 */
            readonly asked_by_name: string | null;
        };
        /** 任职 */
        appointment_request: {
            /**
             * 角色
             * @enum {string}
             */
            role: "administrator" | "auditor" | "leader" | "officer" | "park_operator" | "enterprise_user";
            /** 园区 */
            zone_id?: string | null;
            /** 部门 */
            department_id?: string | null;
            /** 产业园 */
            park_id?: string | null;
            /** 企业 */
            ent_id?: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 结束日期（不含）
             * Format: date
             */
            valid_to?: string | null;
        };
        /** 审计记录 */
        audit_entry: {
            /**
             * 序号
             * Format: int64
             */
            seq: number;
            /**
             * 时间
             * Format: date-time
             */
            at: string;
            /** 用户编号 */
            user_id: string | null;
            /** 用户 */
            user_name: string | null;
            /** 会话 */
            session_id: string | null;
            /** 地址 */
            peer: string | null;
            /** 操作 */
            action: string | null;
            /** 对象 */
            entity: string | null;
            /** 记录 */
            record_id: string | null;
            /** 企业 */
            ent_id: string | null;
            /** 园区 */
            zone_id: string | null;
            /** 理由 */
            reason: string | null;
            /** 来源 */
            source: string | null;
            /** 已办理 */
            allowed: boolean;
            /** 杂凑值 */
            hash: string | null;
        };
        /** 审计查询 */
        audit_filter_request: {
            /** 用户 */
            user?: string | null;
            /** 操作 */
            action?: string | null;
            /** 对象 */
            entity?: string | null;
            /** 记录 */
            record?: string | null;
            /** 企业 */
            enterprise?: string | null;
            /**
             * 起始日期
             * Format: date
             */
            from?: string | null;
            /**
             * 截止日期
             * Format: date
             */
            to?: string | null;
            /**
             * 结果
             * @enum {string|null}
             */
            allowed?: "yes" | "no" | null;
        };
        /** 批量修改结果 */
        bulk_reply: {
            /**
             * 修改条数
             * Format: int64
             */
            changed: number;
        };
        /** 载体 */
        carrier: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 所属高新区 */
            zone_id: string;
            /** 所在园区 */
            park_id: string | null;
            /** 载体编号 */
            code: string;
            /** 载体名称 */
            name: string;
            /**
             * 载体类型
             * @enum {string}
             */
            kind: "standard_plant" | "multi_storey" | "industrial_city" | "incubator" | "accelerator" | "makerspace" | "office" | "other";
            /**
             * 建设状态
             * @enum {string}
             */
            state: "planned" | "construction" | "partly" | "running" | "closed";
            /** 占地面积 */
            land_area: string | null;
            /** 建筑面积 */
            built_area: string | null;
            /** 计划投资 */
            planned_investment: string | null;
            /**
             * 总期数
             * Format: int64
             */
            phases: number | null;
            /**
             * 已完成期数
             * Format: int64
             */
            phases_done: number | null;
            /**
             * 最近一期开工日期
             * Format: date
             */
            started_on: string | null;
            /** 运营单位 */
            operator_name: string | null;
            /** 地址 */
            address: string | null;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        carrier_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["carrier_changes_request"];
        };
        /** 载体 */
        carrier_changes_request: {
            /** 所在园区 */
            park_id?: string | null;
            /** 载体编号 */
            code?: string | null;
            /** 载体名称 */
            name?: string | null;
            /**
             * 载体类型
             * @enum {string|null}
             */
            kind?: "standard_plant" | "multi_storey" | "industrial_city" | "incubator" | "accelerator" | "makerspace" | "office" | "other" | null;
            /**
             * 建设状态
             * @enum {string|null}
             */
            state?: "planned" | "construction" | "partly" | "running" | "closed" | null;
            /** 占地面积 */
            land_area?: string | null;
            /** 建筑面积 */
            built_area?: string | null;
            /** 计划投资 */
            planned_investment?: string | null;
            /**
             * 总期数
             * Format: int64
             */
            phases?: number | null;
            /**
             * 已完成期数
             * Format: int64
             */
            phases_done?: number | null;
            /**
             * 最近一期开工日期
             * Format: date
             */
            started_on?: string | null;
            /** 运营单位 */
            operator_name?: string | null;
            /** 地址 */
            address?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 载体 */
        carrier_partial: {
            /** 所属高新区 */
            zone_id?: string;
            /** 所在园区 */
            park_id?: string | null;
            /** 载体编号 */
            code?: string;
            /** 载体名称 */
            name?: string;
            /**
             * 载体类型
             * @enum {string}
             */
            kind?: "standard_plant" | "multi_storey" | "industrial_city" | "incubator" | "accelerator" | "makerspace" | "office" | "other";
            /**
             * 建设状态
             * @enum {string}
             */
            state?: "planned" | "construction" | "partly" | "running" | "closed";
            /** 占地面积 */
            land_area?: string | null;
            /** 建筑面积 */
            built_area?: string | null;
            /** 计划投资 */
            planned_investment?: string | null;
            /**
             * 总期数
             * Format: int64
             */
            phases?: number | null;
            /**
             * 已完成期数
             * Format: int64
             */
            phases_done?: number | null;
            /**
             * 最近一期开工日期
             * Format: date
             */
            started_on?: string | null;
            /** 运营单位 */
            operator_name?: string | null;
            /** 地址 */
            address?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 载体 */
        carrier_request: {
            /** 所属高新区 */
            zone_id: string;
            /** 所在园区 */
            park_id?: string | null;
            /** 载体编号 */
            code: string;
            /** 载体名称 */
            name: string;
            /**
             * 载体类型
             * @enum {string}
             */
            kind: "standard_plant" | "multi_storey" | "industrial_city" | "incubator" | "accelerator" | "makerspace" | "office" | "other";
            /**
             * 建设状态
             * @enum {string}
             */
            state: "planned" | "construction" | "partly" | "running" | "closed";
            /** 占地面积 */
            land_area?: string | null;
            /** 建筑面积 */
            built_area?: string | null;
            /** 计划投资 */
            planned_investment?: string | null;
            /**
             * 总期数
             * Format: int64
             */
            phases?: number | null;
            /**
             * 已完成期数
             * Format: int64
             */
            phases_done?: number | null;
            /**
             * 最近一期开工日期
             * Format: date
             */
            started_on?: string | null;
            /** 运营单位 */
            operator_name?: string | null;
            /** 地址 */
            address?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 产业归类 */
        classification: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 企业 */
            ent_id: string;
            /**
             * 产业
             * @enum {string}
             */
            node: "changzhou-1028/new_energy" | "changzhou-1028/equipment" | "changzhou-1028/materials" | "changzhou-1028/information" | "changzhou-1028/biomedicine" | "changzhou-1028/vehicles" | "changzhou-1028/power_equipment" | "changzhou-1028/rail" | "changzhou-1028/steel" | "changzhou-1028/textiles" | "changzhou-1028/research" | "changzhou-1028/logistics" | "changzhou-1028/synthetic_biology" | "changzhou-1028/ai" | "changzhou-1028/low_altitude" | "changzhou-1028/space" | "changzhou-1028/robots" | "changzhou-1028/chips" | "changzhou-1028/storage" | "changzhou-1028/hydrogen" | "qingyuan-3-1/materials" | "qingyuan-3-1/equipment" | "qingyuan-3-1/electronics" | "qingyuan-3-1/biomedicine";
            /** 主要归类 */
            main: boolean | null;
            /**
             * 起始日期
             * Format: date
             */
            valid_from: string | null;
            /**
             * 终止日期
             * Format: date
             */
            valid_to: string | null;
            /** 产业体系 */
            readonly taxonomy: string | null;
            /** 体系版本 */
            readonly taxonomy_version: string | null;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        classification_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["classification_changes_request"];
        };
        /** 产业归类 */
        classification_changes_request: {
            /**
             * 产业
             * @enum {string|null}
             */
            node?: "changzhou-1028/new_energy" | "changzhou-1028/equipment" | "changzhou-1028/materials" | "changzhou-1028/information" | "changzhou-1028/biomedicine" | "changzhou-1028/vehicles" | "changzhou-1028/power_equipment" | "changzhou-1028/rail" | "changzhou-1028/steel" | "changzhou-1028/textiles" | "changzhou-1028/research" | "changzhou-1028/logistics" | "changzhou-1028/synthetic_biology" | "changzhou-1028/ai" | "changzhou-1028/low_altitude" | "changzhou-1028/space" | "changzhou-1028/robots" | "changzhou-1028/chips" | "changzhou-1028/storage" | "changzhou-1028/hydrogen" | "qingyuan-3-1/materials" | "qingyuan-3-1/equipment" | "qingyuan-3-1/electronics" | "qingyuan-3-1/biomedicine" | null;
            /** 主要归类 */
            main?: boolean | null;
            /**
             * 起始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 终止日期
             * Format: date
             */
            valid_to?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 产业归类 */
        classification_fields: {
            /** 企业 */
            ent_id: string;
            /** 产业 */
            node: string;
            /** 主要归类 */
            main: boolean | null;
            /**
             * 起始日期
             * Format: date
             */
            valid_from: string | null;
            /**
             * 终止日期
             * Format: date
             */
            valid_to: string | null;
            /** 产业体系 */
            readonly taxonomy: string | null;
            /** 体系版本 */
            readonly taxonomy_version: string | null;
            /** 备注 */
            note: string | null;
        };
        /** 产业归类 */
        classification_partial: {
            /** 企业 */
            ent_id?: string;
            /**
             * 产业
             * @enum {string}
             */
            node?: "changzhou-1028/new_energy" | "changzhou-1028/equipment" | "changzhou-1028/materials" | "changzhou-1028/information" | "changzhou-1028/biomedicine" | "changzhou-1028/vehicles" | "changzhou-1028/power_equipment" | "changzhou-1028/rail" | "changzhou-1028/steel" | "changzhou-1028/textiles" | "changzhou-1028/research" | "changzhou-1028/logistics" | "changzhou-1028/synthetic_biology" | "changzhou-1028/ai" | "changzhou-1028/low_altitude" | "changzhou-1028/space" | "changzhou-1028/robots" | "changzhou-1028/chips" | "changzhou-1028/storage" | "changzhou-1028/hydrogen" | "qingyuan-3-1/materials" | "qingyuan-3-1/equipment" | "qingyuan-3-1/electronics" | "qingyuan-3-1/biomedicine";
            /** 主要归类 */
            main?: boolean | null;
            /**
             * 起始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 终止日期
             * Format: date
             */
            valid_to?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 产业归类 */
        classification_request: {
            /** 企业 */
            ent_id: string;
            /**
             * 产业
             * @enum {string}
             */
            node: "changzhou-1028/new_energy" | "changzhou-1028/equipment" | "changzhou-1028/materials" | "changzhou-1028/information" | "changzhou-1028/biomedicine" | "changzhou-1028/vehicles" | "changzhou-1028/power_equipment" | "changzhou-1028/rail" | "changzhou-1028/steel" | "changzhou-1028/textiles" | "changzhou-1028/research" | "changzhou-1028/logistics" | "changzhou-1028/synthetic_biology" | "changzhou-1028/ai" | "changzhou-1028/low_altitude" | "changzhou-1028/space" | "changzhou-1028/robots" | "changzhou-1028/chips" | "changzhou-1028/storage" | "changzhou-1028/hydrogen" | "qingyuan-3-1/materials" | "qingyuan-3-1/equipment" | "qingyuan-3-1/electronics" | "qingyuan-3-1/biomedicine";
            /** 主要归类 */
            main?: boolean | null;
            /**
             * 起始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 终止日期
             * Format: date
             */
            valid_to?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 归类结果 */
        classify_outcome: {
            /**
             * 新归类
             * Format: int64
             */
            added: number;
            /**
             * 已在该产业
             * Format: int64
             */
            unchanged: number;
        };
        /** 批量归类 */
        classify_request_request: {
            /** 搜索 */
            q?: string | null;
            /** 筛选条件 */
            filter?: string[];
            /** 所选企业 */
            ids?: string[];
            /**
             * 企业数
             * Format: int64
             */
            expected: number;
            /** 产业 */
            node: string;
            /** 设为主要归类 */
            main?: boolean;
            /**
             * 起始日期
             * Format: date
             */
            valid_from?: string | null;
        };
        /** 动态验证码 */
        code_given_request: {
            /**
             * 动态验证码
             * Format: password
             */
            code: string;
        };
        /** 变更信用代码 */
        code_request_request: {
            /** 新代码 */
            uscc: string;
            /**
             * 换发日期
             * Format: date
             */
            date?: string | null;
            /** 原因 */
            reason: string;
            /** 更正 */
            correction?: boolean;
        };
        /** 确认口令 */
        confirmation_request: {
            /**
             * 口令
             * Format: password
             */
            password: string;
            /**
             * 动态验证码
             * Format: password
             */
            code?: string | null;
        };
        /** 联系人 */
        contact: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 企业 */
            ent_id: string;
            /** 姓名 */
            name?: string;
            /** 职务 */
            position: string | null;
            /**
             * 联系事项
             * @enum {string|null}
             */
            subject: "general" | "statistics" | "finance" | "safety" | "research" | "personnel" | "legal" | null;
            /** 电话 */
            phone?: string | null;
            /** 电子邮箱 */
            email?: string | null;
            /** 首要联系人 */
            main: boolean;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        contact_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["contact_changes_request"];
        };
        /** 联系人 */
        contact_changes_request: {
            /** 姓名 */
            name?: string | null;
            /** 职务 */
            position?: string | null;
            /**
             * 联系事项
             * @enum {string|null}
             */
            subject?: "general" | "statistics" | "finance" | "safety" | "research" | "personnel" | "legal" | null;
            /** 电话 */
            phone?: string | null;
            /**
             * 电子邮箱
             * Format: email
             */
            email?: string | null;
            /** 首要联系人 */
            main?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 联系人 */
        contact_fields: {
            /** 企业 */
            ent_id: string;
            /** 姓名 */
            name?: string;
            /** 职务 */
            position: string | null;
            /**
             * 联系事项
             * @enum {string|null}
             */
            subject: "general" | "statistics" | "finance" | "safety" | "research" | "personnel" | "legal" | null;
            /** 电话 */
            phone?: string | null;
            /** 电子邮箱 */
            email?: string | null;
            /** 首要联系人 */
            main: boolean;
            /** 备注 */
            note: string | null;
        };
        /** 联系人 */
        contact_partial: {
            /** 企业 */
            ent_id?: string;
            /** 姓名 */
            name?: string;
            /** 职务 */
            position?: string | null;
            /**
             * 联系事项
             * @enum {string|null}
             */
            subject?: "general" | "statistics" | "finance" | "safety" | "research" | "personnel" | "legal" | null;
            /** 电话 */
            phone?: string | null;
            /**
             * 电子邮箱
             * Format: email
             */
            email?: string | null;
            /** 首要联系人 */
            main?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 联系人 */
        contact_request: {
            /** 企业 */
            ent_id: string;
            /** 姓名 */
            name: string;
            /** 职务 */
            position?: string | null;
            /**
             * 联系事项
             * @enum {string|null}
             */
            subject?: "general" | "statistics" | "finance" | "safety" | "research" | "personnel" | "legal" | null;
            /** 电话 */
            phone?: string | null;
            /**
             * 电子邮箱
             * Format: email
             */
            email?: string | null;
            /** 首要联系人 */
            main?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 部门 */
        department: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 所属高新区 */
            zone_id: string;
            /** 部门编号 */
            code: string;
            /** 部门名称 */
            name: string;
            /** 职责 */
            duties: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        department_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["department_changes_request"];
        };
        /** 部门 */
        department_changes_request: {
            /** 部门编号 */
            code?: string | null;
            /** 部门名称 */
            name?: string | null;
            /** 职责 */
            duties?: string | null;
        };
        /** 部门 */
        department_partial: {
            /** 所属高新区 */
            zone_id?: string;
            /** 部门编号 */
            code?: string;
            /** 部门名称 */
            name?: string;
            /** 职责 */
            duties?: string | null;
        };
        /** 部门 */
        department_request: {
            /** 所属高新区 */
            zone_id: string;
            /** 部门编号 */
            code: string;
            /** 部门名称 */
            name: string;
            /** 职责 */
            duties?: string | null;
        };
        /** 企业 */
        enterprise: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 所属高新区 */
            zone_id: string;
            /** 统一社会信用代码 */
            uscc: string;
            /** 企业名称 */
            name: string;
            /** 简称 */
            short_name: string | null;
            /** 曾用代码与名称 */
            readonly former: string | null;
            /**
             * 阶段
             * @enum {string|null}
             */
            stage: "signed" | "landed" | "construction" | "trial" | "production" | "suspended" | "left" | "deregistered" | "unverified" | null;
            /**
             * 阶段起始日期
             * Format: date
             */
            stage_since: string | null;
            /** 所在园区 */
            park_id: string | null;
            /** 所在载体 */
            carrier_id: string | null;
            /** 国民经济行业 */
            industry: string | null;
            /** 主要产品 */
            main_products: string | null;
            /**
             * 企业规模
             * @enum {string|null}
             */
            size_class: "large" | "medium" | "small" | "micro" | null;
            /** 是否规上 */
            above_scale: boolean | null;
            /**
             * 来源地
             * @enum {string|null}
             */
            origin: "local" | "gba" | "yrd" | "bth" | "cc" | "elsewhere" | "abroad" | null;
            /**
             * 经济类型
             * @enum {string|null}
             */
            ownership: "state" | "collective" | "private" | "hmt" | "foreign" | "mixed" | "other" | null;
            /**
             * 成立日期
             * Format: date
             */
            registered_on: string | null;
            /** 注册资本 */
            registered_capital: string | null;
            /** 法定代表人 */
            legal_representative: string | null;
            /** 注册地址 */
            address: string | null;
            /** 经营地址 */
            works_at: string | null;
            /**
             * 从业人员
             * Format: int64
             */
            employees: number | null;
            /** 并入企业 */
            readonly merged_into: string | null;
            /** 仿真数据 */
            generated: boolean;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove" | "stage" | "code" | "merge" | "unmerge" | "split")[];
        };
        /** 批量修改 */
        enterprise_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["enterprise_changes_request"];
        };
        /** 企业 */
        enterprise_changes_request: {
            /** 企业名称 */
            name?: string | null;
            /** 简称 */
            short_name?: string | null;
            /**
             * 阶段
             * @enum {string|null}
             */
            stage?: "signed" | "landed" | "construction" | "trial" | "production" | "suspended" | "left" | "deregistered" | "unverified" | null;
            /**
             * 阶段起始日期
             * Format: date
             */
            stage_since?: string | null;
            /** 所在园区 */
            park_id?: string | null;
            /** 所在载体 */
            carrier_id?: string | null;
            /** 国民经济行业 */
            industry?: string | null;
            /** 主要产品 */
            main_products?: string | null;
            /**
             * 企业规模
             * @enum {string|null}
             */
            size_class?: "large" | "medium" | "small" | "micro" | null;
            /** 是否规上 */
            above_scale?: boolean | null;
            /**
             * 来源地
             * @enum {string|null}
             */
            origin?: "local" | "gba" | "yrd" | "bth" | "cc" | "elsewhere" | "abroad" | null;
            /**
             * 经济类型
             * @enum {string|null}
             */
            ownership?: "state" | "collective" | "private" | "hmt" | "foreign" | "mixed" | "other" | null;
            /**
             * 成立日期
             * Format: date
             */
            registered_on?: string | null;
            /** 注册资本 */
            registered_capital?: string | null;
            /** 法定代表人 */
            legal_representative?: string | null;
            /** 注册地址 */
            address?: string | null;
            /** 经营地址 */
            works_at?: string | null;
            /**
             * 从业人员
             * Format: int64
             */
            employees?: number | null;
            /** 仿真数据 */
            generated?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 企业 */
        enterprise_fields: {
            /** 所属高新区 */
            zone_id: string;
            /** 统一社会信用代码 */
            uscc: string;
            /** 企业名称 */
            name: string;
            /** 简称 */
            short_name: string | null;
            /** 曾用代码与名称 */
            readonly former: string | null;
            /**
             * 阶段
             * @enum {string|null}
             */
            stage: "signed" | "landed" | "construction" | "trial" | "production" | "suspended" | "left" | "deregistered" | "unverified" | null;
            /**
             * 阶段起始日期
             * Format: date
             */
            stage_since: string | null;
            /** 所在园区 */
            park_id: string | null;
            /** 所在载体 */
            carrier_id: string | null;
            /** 国民经济行业 */
            industry: string | null;
            /** 主要产品 */
            main_products: string | null;
            /** 企业规模 */
            size_class: string | null;
            /** 是否规上 */
            above_scale: boolean | null;
            /**
             * 来源地
             * @enum {string|null}
             */
            origin: "local" | "gba" | "yrd" | "bth" | "cc" | "elsewhere" | "abroad" | null;
            /**
             * 经济类型
             * @enum {string|null}
             */
            ownership: "state" | "collective" | "private" | "hmt" | "foreign" | "mixed" | "other" | null;
            /**
             * 成立日期
             * Format: date
             */
            registered_on: string | null;
            /** 注册资本 */
            registered_capital: string | null;
            /** 法定代表人 */
            legal_representative: string | null;
            /** 注册地址 */
            address: string | null;
            /** 经营地址 */
            works_at: string | null;
            /**
             * 从业人员
             * Format: int64
             */
            employees: number | null;
            /** 并入企业 */
            readonly merged_into: string | null;
            /** 仿真数据 */
            generated: boolean;
            /** 备注 */
            note: string | null;
        };
        /** 一企一档 */
        enterprise_file: {
            /** 编号 */
            id: string;
            /**
             * 版本
             * Format: int64
             */
            version: number;
            /**
             * 截至日期
             * Format: date
             */
            as_of: string;
            /** 现状 */
            present: boolean;
            /**
             * 此状态自
             * Format: date
             */
            valid_from: string | null;
            /**
             * 此状态至
             * Format: date
             */
            valid_to: string | null;
            /** 基本信息 */
            enterprise: components["schemas"]["enterprise_fields"];
            /** 高新区 */
            zone_name: string | null;
            /** 行业名称 */
            industry_name: string | null;
            /** 并入企业名称 */
            merged_into_name: string | null;
            /** 曾用代码与名称 */
            former: components["schemas"]["file_former"][];
            /** 资质荣誉 */
            titles: components["schemas"]["file_title"][];
            /** 产业归类 */
            classifications: components["schemas"]["file_classification"][];
            /** 关联关系 */
            relations: components["schemas"]["file_relation"][];
            /** 联系人 */
            contacts: components["schemas"]["file_contact"][];
            /** 大事记 */
            milestones: components["schemas"]["file_milestone"][];
            /** 历史状态 */
            states: components["schemas"]["file_state"][];
        };
        /** 办理结果 */
        enterprise_outcome: {
            /** 企业 */
            id: string | null;
            /**
             * 版本
             * Format: int64
             */
            version: number;
        };
        /** 企业 */
        enterprise_partial: {
            /** 所属高新区 */
            zone_id?: string;
            /** 统一社会信用代码 */
            uscc?: string;
            /** 企业名称 */
            name?: string;
            /** 简称 */
            short_name?: string | null;
            /**
             * 阶段
             * @enum {string|null}
             */
            stage?: "signed" | "landed" | "construction" | "trial" | "production" | "suspended" | "left" | "deregistered" | "unverified" | null;
            /**
             * 阶段起始日期
             * Format: date
             */
            stage_since?: string | null;
            /** 所在园区 */
            park_id?: string | null;
            /** 所在载体 */
            carrier_id?: string | null;
            /** 国民经济行业 */
            industry?: string | null;
            /** 主要产品 */
            main_products?: string | null;
            /**
             * 企业规模
             * @enum {string|null}
             */
            size_class?: "large" | "medium" | "small" | "micro" | null;
            /** 是否规上 */
            above_scale?: boolean | null;
            /**
             * 来源地
             * @enum {string|null}
             */
            origin?: "local" | "gba" | "yrd" | "bth" | "cc" | "elsewhere" | "abroad" | null;
            /**
             * 经济类型
             * @enum {string|null}
             */
            ownership?: "state" | "collective" | "private" | "hmt" | "foreign" | "mixed" | "other" | null;
            /**
             * 成立日期
             * Format: date
             */
            registered_on?: string | null;
            /** 注册资本 */
            registered_capital?: string | null;
            /** 法定代表人 */
            legal_representative?: string | null;
            /** 注册地址 */
            address?: string | null;
            /** 经营地址 */
            works_at?: string | null;
            /**
             * 从业人员
             * Format: int64
             */
            employees?: number | null;
            /** 仿真数据 */
            generated?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 企业 */
        enterprise_request: {
            /** 所属高新区 */
            zone_id: string;
            /** 统一社会信用代码 */
            uscc: string;
            /** 企业名称 */
            name: string;
            /** 简称 */
            short_name?: string | null;
            /**
             * 阶段
             * @enum {string|null}
             */
            stage?: "signed" | "landed" | "construction" | "trial" | "production" | "suspended" | "left" | "deregistered" | "unverified" | null;
            /**
             * 阶段起始日期
             * Format: date
             */
            stage_since?: string | null;
            /** 所在园区 */
            park_id?: string | null;
            /** 所在载体 */
            carrier_id?: string | null;
            /** 国民经济行业 */
            industry?: string | null;
            /** 主要产品 */
            main_products?: string | null;
            /**
             * 企业规模
             * @enum {string|null}
             */
            size_class?: "large" | "medium" | "small" | "micro" | null;
            /** 是否规上 */
            above_scale?: boolean | null;
            /**
             * 来源地
             * @enum {string|null}
             */
            origin?: "local" | "gba" | "yrd" | "bth" | "cc" | "elsewhere" | "abroad" | null;
            /**
             * 经济类型
             * @enum {string|null}
             */
            ownership?: "state" | "collective" | "private" | "hmt" | "foreign" | "mixed" | "other" | null;
            /**
             * 成立日期
             * Format: date
             */
            registered_on?: string | null;
            /** 注册资本 */
            registered_capital?: string | null;
            /** 法定代表人 */
            legal_representative?: string | null;
            /** 注册地址 */
            address?: string | null;
            /** 经营地址 */
            works_at?: string | null;
            /**
             * 从业人员
             * Format: int64
             */
            employees?: number | null;
            /** 仿真数据 */
            generated?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 导出 */
        export_request: {
            /**
             * 格式
             * @enum {string}
             */
            format: "xlsx" | "csv";
            /** 查询条件 */
            query?: string | null;
            /** 列 */
            columns?: string[];
            /** 所选记录 */
            ids?: string[];
        };
        /** 工作台数字 */
        figure: {
            /** 代码 */
            code: string;
            /** 名称 */
            label: string;
            /** 数值 */
            value: string;
            /** 单位 */
            unit: string | null;
            /** 链接 */
            link: string | null;
            /** 说明 */
            note: string | null;
            /**
             * 提示色
             * @enum {string|null}
             */
            tone: "good" | "warn" | "bad" | null;
        };
        /** 公布数字与名录数 */
        figure_beside: {
            /** 编号 */
            id: string;
            /** 公布数字 */
            published: components["schemas"]["published_figure_fields"];
            /**
             * 名录数
             * Format: int64
             */
            counted: number | null;
            /** 列表 */
            path: string | null;
            /** 筛选条件 */
            filter: string[];
        };
        /** 一组数字 */
        figure_group: {
            /** 代码 */
            code: string;
            /** 名称 */
            label: string;
            /** 数字 */
            items: components["schemas"]["figure"][];
        };
        /** 公布数字与名录数 */
        figure_list: {
            /** 数据说明 */
            note: string | null;
            /** 数字 */
            items: components["schemas"]["figure_beside"][];
        };
        /** 产业归类 */
        file_classification: {
            /** 编号 */
            id: string;
            /** 产业体系 */
            system: string | null;
            /** 产业名称 */
            node_name: string | null;
            /** 示例 */
            sample: boolean;
            /** 当日有效 */
            holds: boolean;
            /** 内容 */
            classification: components["schemas"]["classification_fields"];
        };
        /** 联系人 */
        file_contact: {
            /** 编号 */
            id: string;
            /** 内容 */
            contact: components["schemas"]["contact_fields"];
        };
        /** 曾用代码与名称 */
        file_former: {
            /** 编号 */
            id: string;
            /** 内容 */
            former: components["schemas"]["former_identity_fields"];
        };
        /** 大事记 */
        file_milestone: {
            /** 编号 */
            id: string;
            /** 内容 */
            milestone: components["schemas"]["milestone_fields"];
        };
        /** 关联关系 */
        file_relation: {
            /** 编号 */
            id: string;
            /** 关系 */
            label: string | null;
            /** 对方企业 */
            other_id: string | null;
            /** 对方名称 */
            other_name: string | null;
            /** 对方信用代码 */
            other_uscc: string | null;
            /** 当日有效 */
            holds: boolean;
            /** 持股比例 */
            share: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from: string | null;
            /**
             * 结束日期
             * Format: date
             */
            valid_to: string | null;
        };
        /** 历史状态 */
        file_state: {
            /**
             * 起
             * Format: date
             */
            valid_from: string | null;
            /**
             * 止
             * Format: date
             */
            valid_to: string | null;
            /** 变化 */
            changes: string[];
        };
        /** 资质荣誉 */
        file_title: {
            /** 编号 */
            id: string;
            /** 种类名称 */
            kind_name: string | null;
            /**
             * 状态
             * @enum {string|null}
             */
            state: "valid" | "expired" | "coming" | null;
            /** 来自被合并企业 */
            inherited_from: string | null;
            /** 内容 */
            title: components["schemas"]["title_fields"];
        };
        /** 首次启动 */
        first_start_request: {
            /**
             * 首次启动令牌
             * Format: password
             */
            token: string;
            /** 登录名 */
            login: string;
            /** 姓名 */
            name: string;
            /**
             * 口令
             * Format: password
             */
            password: string;
        };
        /** 首次启动状态 */
        first_start_state: {
            /** 需要首次启动 */
            needed: boolean;
        };
        /** 曾用代码与名称 */
        former_identity: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 企业 */
            ent_id: string;
            /**
             * 类别
             * @enum {string}
             */
            kind: "code" | "name";
            /** 曾用代码或名称 */
            value: string;
            /**
             * 停用日期
             * Format: date
             */
            valid_to: string | null;
            /**
             * 原因
             * @enum {string}
             */
            reason: "replaced" | "renamed" | "merged" | "unknown";
            /** 原属企业 */
            readonly from_enterprise: string | null;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        former_identity_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["former_identity_changes_request"];
        };
        /** 曾用代码与名称 */
        former_identity_changes_request: {
            /**
             * 类别
             * @enum {string|null}
             */
            kind?: "code" | "name" | null;
            /** 曾用代码或名称 */
            value?: string | null;
            /**
             * 停用日期
             * Format: date
             */
            valid_to?: string | null;
            /**
             * 原因
             * @enum {string|null}
             */
            reason?: "replaced" | "renamed" | "merged" | "unknown" | null;
            /** 备注 */
            note?: string | null;
        };
        /** 曾用代码与名称 */
        former_identity_fields: {
            /** 企业 */
            ent_id: string;
            /**
             * 类别
             * @enum {string}
             */
            kind: "code" | "name";
            /** 曾用代码或名称 */
            value: string;
            /**
             * 停用日期
             * Format: date
             */
            valid_to: string | null;
            /**
             * 原因
             * @enum {string}
             */
            reason: "replaced" | "renamed" | "merged" | "unknown";
            /** 原属企业 */
            readonly from_enterprise: string | null;
            /** 备注 */
            note: string | null;
        };
        /** 曾用代码与名称 */
        former_identity_partial: {
            /** 企业 */
            ent_id?: string;
            /**
             * 类别
             * @enum {string}
             */
            kind?: "code" | "name";
            /** 曾用代码或名称 */
            value?: string;
            /**
             * 停用日期
             * Format: date
             */
            valid_to?: string | null;
            /**
             * 原因
             * @enum {string}
             */
            reason?: "replaced" | "renamed" | "merged" | "unknown";
            /** 备注 */
            note?: string | null;
        };
        /** 曾用代码与名称 */
        former_identity_request: {
            /** 企业 */
            ent_id: string;
            /**
             * 类别
             * @enum {string}
             */
            kind: "code" | "name";
            /** 曾用代码或名称 */
            value: string;
            /**
             * 停用日期
             * Format: date
             */
            valid_to?: string | null;
            /**
             * 原因
             * @enum {string}
             */
            reason: "replaced" | "renamed" | "merged" | "unknown";
            /** 备注 */
            note?: string | null;
        };
        /** 变更记录 */
        history_entry: {
            /**
             * 序号
             * Format: int64
             */
            seq: number;
            /**
             * 时间
             * Format: date-time
             */
            at: string;
            /** 用户 */
            user_id: string | null;
            /** 姓名 */
            user_name: string | null;
            /** 操作 */
            action: string | null;
            /** 原因 */
            reason: string | null;
            /** 数据来源 */
            source: components["schemas"]["history_source"] | null;
        };
        /** 数据来源 */
        history_source: {
            /** 导入批次 */
            batch_id: string | null;
            /** 文件 */
            file_name: string | null;
            /** 工作表 */
            sheet: string | null;
            /**
             * 行
             * Format: int64
             */
            row: number | null;
        };
        /** 导入批次 */
        import_batch: {
            /** 编号 */
            id: string;
            /**
             * 版本
             * Format: int64
             */
            version: number;
            /** 数据 */
            entity: string;
            /** 文件 */
            file_name: string;
            /**
             * 状态
             * @enum {string}
             */
            state: "checking" | "ready" | "rejected" | "confirming" | "published" | "rolled_back" | "cancelled";
            /** 园区 */
            zone_id: string | null;
            /** 上传人 */
            user_id: string | null;
            /** 上传人姓名 */
            user_name: string | null;
            /**
             * 上传时间
             * Format: date-time
             */
            created_at: string;
            /**
             * 导入时间
             * Format: date-time
             */
            published_at: string | null;
            /**
             * 撤回时间
             * Format: date-time
             */
            rolled_back_at: string | null;
            /** 撤回人 */
            rolled_back_by_name: string | null;
            /**
             * 总行数
             * Format: int64
             */
            rows_total: number;
            /**
             * 新增
             * Format: int64
             */
            rows_new: number;
            /**
             * 变更
             * Format: int64
             */
            rows_changed: number;
            /**
             * 无变化
             * Format: int64
             */
            rows_same: number;
            /**
             * 有问题
             * Format: int64
             */
            rows_bad: number;
            /** 原文件 */
            file_id: string | null;
            /** 错误工作簿 */
            error_file_id: string | null;
        };
        /** 导入问题 */
        import_problem: {
            /** 工作表 */
            sheet: string | null;
            /**
             * 行
             * Format: int64
             */
            row: number | null;
            /** 列 */
            column: string | null;
            /** 字段 */
            field: string | null;
            /** 代码 */
            code: string;
            /** 问题 */
            detail: string | null;
            /** 怎么改 */
            hint: string | null;
        };
        /** 预检结果 */
        import_report: {
            /** 编号 */
            id: string;
            /**
             * 版本
             * Format: int64
             */
            version: number;
            /** 数据 */
            entity: string;
            /** 文件 */
            file_name: string;
            /**
             * 状态
             * @enum {string}
             */
            state: "checking" | "ready" | "rejected" | "confirming" | "published" | "rolled_back" | "cancelled";
            /** 园区 */
            zone_id: string | null;
            /** 上传人 */
            user_id: string | null;
            /** 上传人姓名 */
            user_name: string | null;
            /**
             * 上传时间
             * Format: date-time
             */
            created_at: string;
            /**
             * 导入时间
             * Format: date-time
             */
            published_at: string | null;
            /**
             * 撤回时间
             * Format: date-time
             */
            rolled_back_at: string | null;
            /** 撤回人 */
            rolled_back_by_name: string | null;
            /**
             * 总行数
             * Format: int64
             */
            rows_total: number;
            /**
             * 新增
             * Format: int64
             */
            rows_new: number;
            /**
             * 变更
             * Format: int64
             */
            rows_changed: number;
            /**
             * 无变化
             * Format: int64
             */
            rows_same: number;
            /**
             * 有问题
             * Format: int64
             */
            rows_bad: number;
            /** 原文件 */
            file_id: string | null;
            /** 错误工作簿 */
            error_file_id: string | null;
            /** 任务 */
            job_id: string | null;
            /** 问题 */
            problems: components["schemas"]["import_problem"][];
            /** 说明 */
            notes: components["schemas"]["import_problem"][];
            /**
             * 问题总数
             * Format: int64
             */
            problems_total: number;
            /** 未识别的列 */
            unknown_columns: string[];
        };
        /** 导入的行 */
        import_row: {
            /** 工作表 */
            sheet: string | null;
            /**
             * 行
             * Format: int64
             */
            row: number;
            /** 记录 */
            record_id: string | null;
            /** 问题 */
            problems: components["schemas"]["import_problem"][];
        };
        /** 已开始的导入 */
        import_started: {
            /** 导入批次 */
            batch_id: string;
            /** 任务 */
            job_id: string;
        };
        /** 后台任务 */
        job: {
            /** 编号 */
            id: string;
            /** 任务 */
            kind: string;
            /**
             * 状态
             * @enum {string}
             */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /** 阶段 */
            stage: string | null;
            /**
             * 已处理
             * Format: int64
             */
            done: number;
            /**
             * 总数
             * Format: int64
             */
            total: number;
            /**
             * 提交时间
             * Format: date-time
             */
            created_at: string;
            /**
             * 开始时间
             * Format: date-time
             */
            started_at: string | null;
            /**
             * 结束时间
             * Format: date-time
             */
            ended_at: string | null;
            /** 结果 */
            result: components["schemas"]["job_result"] | null;
            /** 问题 */
            errors: components["schemas"]["job_problem"][];
        };
        /** 任务问题 */
        job_problem: {
            /** 代码 */
            code: string;
            /** 说明 */
            detail: string | null;
            /** 处理办法 */
            hint: string | null;
        };
        /** 任务结果 */
        job_result: {
            /** 文件 */
            file_id: string | null;
            /** 导入批次 */
            batch_id: string | null;
            /**
             * 行数
             * Format: int64
             */
            rows: number | null;
        };
        /** 已开始的任务 */
        job_started: {
            /** 任务 */
            job_id: string;
        };
        /** 名称 */
        label: {
            /** 中文 */
            zh: string | null;
            /** 英文 */
            en: string | null;
        };
        /** 企业合并 */
        merge_request_request: {
            /** 并入企业 */
            into: string;
            /**
             * 合并日期
             * Format: date
             */
            date?: string | null;
            /** 依据 */
            reason: string;
        };
        /** 元数据 */
        meta: {
            /** 数据种类 */
            entities: components["schemas"]["meta_entity"][];
            /** 园区 */
            zones: components["schemas"]["meta_place"][];
            /** 部门 */
            departments: components["schemas"]["meta_place"][];
        };
        /** 办理事项 */
        meta_action: {
            /** 操作 */
            operation: string;
            /** 代码 */
            verb: string;
            /** 名称 */
            label: components["schemas"]["label"];
            /** 说明 */
            note: components["schemas"]["label"];
            /** 难以撤回 */
            danger: boolean;
            /** 填写的字段 */
            fields: components["schemas"]["meta_asked"][];
        };
        /** 办理时填写的字段 */
        meta_asked: {
            /** 名称 */
            name: string;
            /** 类型 */
            kind: string;
            /** 格式 */
            format: string;
            /** 数据分级 */
            data_class: string;
            /** 标签 */
            label: components["schemas"]["label"];
            /** 填写说明 */
            note: components["schemas"]["label"];
            /** 必填 */
            required: boolean;
            /** 由系统填写 */
            read_only: boolean;
            /** 不可修改 */
            immutable: boolean;
            /** 可排序 */
            sortable: boolean;
            /** 可筛选 */
            filterable: boolean;
            /** 可搜索 */
            searchable: boolean;
            /** 列表默认列 */
            in_list: boolean;
            /**
             * 最大长度
             * Format: int64
             */
            max_length: number;
            /**
             * 小数位数
             * Format: int64
             */
            places: number;
            /** 计量单位 */
            unit: string | null;
            /** 最小值 */
            low: string | null;
            /** 最大值 */
            high: string | null;
            /** 引用的数据 */
            target: string | null;
            /** 选项 */
            choices: components["schemas"]["meta_choice"][];
            /** 每一项的字段 */
            fields: components["schemas"]["meta_field"][];
        };
        /** 选项 */
        meta_choice: {
            /** 代码 */
            code: string;
            /** 名称 */
            label: components["schemas"]["label"];
        };
        /** 数据种类 */
        meta_entity: {
            /** 名称 */
            name: string;
            /** 地址 */
            path: string;
            /** 标题字段 */
            title: string;
            /** 默认排序 */
            order: string;
            /** 标签 */
            label: components["schemas"]["label"];
            /** 列表标签 */
            plural: components["schemas"]["label"];
            /** 导入时的主键 */
            key: string[];
            /** 可用操作 */
            operations: string[];
            /** 字段 */
            fields: components["schemas"]["meta_field"][];
            /** 办理事项 */
            actions: components["schemas"]["meta_action"][];
        };
        /** 字段 */
        meta_field: {
            /** 名称 */
            name: string;
            /** 类型 */
            kind: string;
            /** 格式 */
            format: string;
            /** 数据分级 */
            data_class: string;
            /** 标签 */
            label: components["schemas"]["label"];
            /** 填写说明 */
            note: components["schemas"]["label"];
            /** 必填 */
            required: boolean;
            /** 由系统填写 */
            read_only: boolean;
            /** 不可修改 */
            immutable: boolean;
            /** 可排序 */
            sortable: boolean;
            /** 可筛选 */
            filterable: boolean;
            /** 可搜索 */
            searchable: boolean;
            /** 列表默认列 */
            in_list: boolean;
            /**
             * 最大长度
             * Format: int64
             */
            max_length: number;
            /**
             * 小数位数
             * Format: int64
             */
            places: number;
            /** 计量单位 */
            unit: string | null;
            /** 最小值 */
            low: string | null;
            /** 最大值 */
            high: string | null;
            /** 引用的数据 */
            target: string | null;
            /** 选项 */
            choices: components["schemas"]["meta_choice"][];
        };
        /** 园区或部门 */
        meta_place: {
            /** 编号 */
            id: string;
            /** 园区 */
            zone_id: string | null;
            /** 代码 */
            code: string;
            /** 名称 */
            name: string;
        };
        /** 大事记 */
        milestone: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 企业 */
            ent_id: string;
            /**
             * 日期
             * Format: date
             */
            happened_on: string;
            /**
             * 类别
             * @enum {string}
             */
            kind: "signing" | "start" | "completion" | "production" | "expansion" | "investment" | "award" | "visit" | "incident" | "other";
            /** 事项 */
            summary: string;
            /** 经过 */
            detail: string | null;
            /** 来源 */
            source: string | null;
            /** 仿真数据 */
            generated: boolean;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        milestone_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["milestone_changes_request"];
        };
        /** 大事记 */
        milestone_changes_request: {
            /**
             * 日期
             * Format: date
             */
            happened_on?: string;
            /**
             * 类别
             * @enum {string|null}
             */
            kind?: "signing" | "start" | "completion" | "production" | "expansion" | "investment" | "award" | "visit" | "incident" | "other" | null;
            /** 事项 */
            summary?: string | null;
            /** 经过 */
            detail?: string | null;
            /** 来源 */
            source?: string | null;
            /** 仿真数据 */
            generated?: boolean;
        };
        /** 大事记 */
        milestone_fields: {
            /** 企业 */
            ent_id: string;
            /**
             * 日期
             * Format: date
             */
            happened_on: string;
            /**
             * 类别
             * @enum {string}
             */
            kind: "signing" | "start" | "completion" | "production" | "expansion" | "investment" | "award" | "visit" | "incident" | "other";
            /** 事项 */
            summary: string;
            /** 经过 */
            detail: string | null;
            /** 来源 */
            source: string | null;
            /** 仿真数据 */
            generated: boolean;
        };
        /** 大事记 */
        milestone_partial: {
            /** 企业 */
            ent_id?: string;
            /**
             * 日期
             * Format: date
             */
            happened_on?: string;
            /**
             * 类别
             * @enum {string}
             */
            kind?: "signing" | "start" | "completion" | "production" | "expansion" | "investment" | "award" | "visit" | "incident" | "other";
            /** 事项 */
            summary?: string;
            /** 经过 */
            detail?: string | null;
            /** 来源 */
            source?: string | null;
            /** 仿真数据 */
            generated?: boolean;
        };
        /** 大事记 */
        milestone_request: {
            /** 企业 */
            ent_id: string;
            /**
             * 日期
             * Format: date
             */
            happened_on: string;
            /**
             * 类别
             * @enum {string}
             */
            kind: "signing" | "start" | "completion" | "production" | "expansion" | "investment" | "award" | "visit" | "incident" | "other";
            /** 事项 */
            summary: string;
            /** 经过 */
            detail?: string | null;
            /** 来源 */
            source?: string | null;
            /** 仿真数据 */
            generated?: boolean;
        };
        /** 通知 */
        notification: {
            /** 编号 */
            id: string;
            /** 种类 */
            kind: string;
            /** 内容 */
            title: string;
            /** 处理办法 */
            hint: string | null;
            /** 链接 */
            link: string | null;
            /**
             * 时间
             * Format: date-time
             */
            created_at: string;
            /**
             * 阅读时间
             * Format: date-time
             */
            read_at: string | null;
        };
        /** 一次性令牌 */
        one_time_token: {
            /** 令牌 */
            token: string | null;
            /**
             * 有效至
             * Format: date-time
             */
            expires_at: string;
            /** 须另一位系统管理员批准 */
            approval_needed: boolean;
        };
        /** 登录会话 */
        open_session: {
            /** 编号 */
            id: string | null;
            /**
             * 登录时间
             * Format: date-time
             */
            created_at: string;
            /**
             * 最近使用
             * Format: date-time
             */
            seen_at: string;
            /** 地址 */
            peer: string | null;
            /** 浏览器 */
            agent: string | null;
            /** 动态验证码 */
            second_factor: boolean;
            /** 当前会话 */
            current: boolean;
        };
        /** 园区 */
        park: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 所属高新区 */
            zone_id: string;
            /** 园区编号 */
            code: string;
            /** 园区名称 */
            name: string;
            /** 面积 */
            area: string | null;
            /** 主导产业 */
            industry_focus: string | null;
            /** 运营单位 */
            operator_name: string | null;
            /** 地址 */
            address: string | null;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        park_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["park_changes_request"];
        };
        /** 园区 */
        park_changes_request: {
            /** 园区编号 */
            code?: string | null;
            /** 园区名称 */
            name?: string | null;
            /** 面积 */
            area?: string | null;
            /** 主导产业 */
            industry_focus?: string | null;
            /** 运营单位 */
            operator_name?: string | null;
            /** 地址 */
            address?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 园区 */
        park_partial: {
            /** 所属高新区 */
            zone_id?: string;
            /** 园区编号 */
            code?: string;
            /** 园区名称 */
            name?: string;
            /** 面积 */
            area?: string | null;
            /** 主导产业 */
            industry_focus?: string | null;
            /** 运营单位 */
            operator_name?: string | null;
            /** 地址 */
            address?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 园区 */
        park_request: {
            /** 所属高新区 */
            zone_id: string;
            /** 园区编号 */
            code: string;
            /** 园区名称 */
            name: string;
            /** 面积 */
            area?: string | null;
            /** 主导产业 */
            industry_focus?: string | null;
            /** 运营单位 */
            operator_name?: string | null;
            /** 地址 */
            address?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 修改口令 */
        password_change_request: {
            /**
             * 现口令
             * Format: password
             */
            current: string;
            /**
             * 新口令
             * Format: password
             */
            new: string;
        };
        /** 任职范围 */
        place: {
            /** 编号 */
            id: string | null;
            /** 名称 */
            name: string | null;
        };
        /** 公布数字 */
        published_figure: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 所属高新区 */
            zone_id: string;
            /** 编号 */
            code: string;
            /** 指标 */
            name: string;
            /** 时期 */
            period: string | null;
            /**
             * 口径
             * @enum {string}
             */
            qualifier: "exact" | "more_than" | "about";
            /** 数值 */
            value: string;
            /** 单位 */
            unit: string;
            /** 同比 */
            growth: string | null;
            /** 来源 */
            source: string;
            /** 名录口径 */
            measure: string | null;
            /** 说明 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        published_figure_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["published_figure_changes_request"];
        };
        /** 公布数字 */
        published_figure_changes_request: {
            /** 编号 */
            code?: string | null;
            /** 指标 */
            name?: string | null;
            /** 时期 */
            period?: string | null;
            /**
             * 口径
             * @enum {string|null}
             */
            qualifier?: "exact" | "more_than" | "about" | null;
            /** 数值 */
            value?: string;
            /** 单位 */
            unit?: string | null;
            /** 同比 */
            growth?: string | null;
            /** 来源 */
            source?: string | null;
            /** 名录口径 */
            measure?: string | null;
            /** 说明 */
            note?: string | null;
        };
        /** 公布数字 */
        published_figure_fields: {
            /** 所属高新区 */
            zone_id: string;
            /** 编号 */
            code: string;
            /** 指标 */
            name: string;
            /** 时期 */
            period: string | null;
            /**
             * 口径
             * @enum {string}
             */
            qualifier: "exact" | "more_than" | "about";
            /** 数值 */
            value: string;
            /** 单位 */
            unit: string;
            /** 同比 */
            growth: string | null;
            /** 来源 */
            source: string;
            /** 名录口径 */
            measure: string | null;
            /** 说明 */
            note: string | null;
        };
        /** 公布数字 */
        published_figure_partial: {
            /** 所属高新区 */
            zone_id?: string;
            /** 编号 */
            code?: string;
            /** 指标 */
            name?: string;
            /** 时期 */
            period?: string | null;
            /**
             * 口径
             * @enum {string}
             */
            qualifier?: "exact" | "more_than" | "about";
            /** 数值 */
            value?: string;
            /** 单位 */
            unit?: string;
            /** 同比 */
            growth?: string | null;
            /** 来源 */
            source?: string;
            /** 名录口径 */
            measure?: string | null;
            /** 说明 */
            note?: string | null;
        };
        /** 公布数字 */
        published_figure_request: {
            /** 所属高新区 */
            zone_id: string;
            /** 编号 */
            code: string;
            /** 指标 */
            name: string;
            /** 时期 */
            period?: string | null;
            /**
             * 口径
             * @enum {string}
             */
            qualifier: "exact" | "more_than" | "about";
            /** 数值 */
            value?: string;
            /** 单位 */
            unit: string;
            /** 同比 */
            growth?: string | null;
            /** 来源 */
            source: string;
            /** 名录口径 */
            measure?: string | null;
            /** 说明 */
            note?: string | null;
        };
        /** 恢复码 */
        recovery_codes: {
            /** 恢复码 */
            recovery_codes: string[];
        };
        /** 关联关系 */
        relation: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 企业 */
            ent_id: string;
            /**
             * 关系
             * @enum {string}
             */
            kind: "parent" | "group" | "branch_of" | "merged_into" | "split_from";
            /** 对方企业 */
            other_id: string | null;
            /** 对方名称 */
            other_name: string | null;
            /** 持股比例 */
            share: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from: string | null;
            /**
             * 结束日期
             * Format: date
             */
            valid_to: string | null;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        relation_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["relation_changes_request"];
        };
        /** 关联关系 */
        relation_changes_request: {
            /**
             * 关系
             * @enum {string|null}
             */
            kind?: "parent" | "group" | "branch_of" | "merged_into" | "split_from" | null;
            /** 对方企业 */
            other_id?: string | null;
            /** 对方名称 */
            other_name?: string | null;
            /** 持股比例 */
            share?: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 结束日期
             * Format: date
             */
            valid_to?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 关联关系 */
        relation_partial: {
            /** 企业 */
            ent_id?: string;
            /**
             * 关系
             * @enum {string}
             */
            kind?: "parent" | "group" | "branch_of" | "merged_into" | "split_from";
            /** 对方企业 */
            other_id?: string | null;
            /** 对方名称 */
            other_name?: string | null;
            /** 持股比例 */
            share?: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 结束日期
             * Format: date
             */
            valid_to?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 关联关系 */
        relation_request: {
            /** 企业 */
            ent_id: string;
            /**
             * 关系
             * @enum {string}
             */
            kind: "parent" | "group" | "branch_of" | "merged_into" | "split_from";
            /** 对方企业 */
            other_id?: string | null;
            /** 对方名称 */
            other_name?: string | null;
            /** 持股比例 */
            share?: string | null;
            /**
             * 开始日期
             * Format: date
             */
            valid_from?: string | null;
            /**
             * 结束日期
             * Format: date
             */
            valid_to?: string | null;
            /** 备注 */
            note?: string | null;
        };
        /** 常用视图 */
        saved_view: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /** 数据 */
            entity: string;
            /** 视图名称 */
            name: string;
            /** 查询条件 */
            query: string | null;
            /** 列 */
            columns: string[];
            /** 共享给同一园区的同事 */
            shared: boolean;
            /** 我的 */
            readonly mine: boolean;
            /** 建立人 */
            readonly user_name: string | null;
        };
        /** 常用视图 */
        saved_view_request: {
            /** 数据 */
            entity: string;
            /** 视图名称 */
            name: string;
            /** 查询条件 */
            query?: string | null;
            /** 列 */
            columns?: string[];
            /** 共享给同一园区的同事 */
            shared?: boolean;
        };
        /** 启用动态验证码 */
        second_factor_enrolment: {
            /** 密钥 */
            secret: string | null;
            /** 二维码内容 */
            uri: string | null;
        };
        /** 安全设置 */
        security_rules_partial: {
            /**
             * 口令策略
             * @enum {string}
             */
            password_profile?: "mlps3" | "asvs";
            /**
             * 动态验证码
             * @enum {string}
             */
            second_factor?: "optional" | "administrators" | "everyone";
            /**
             * 无操作自动退出
             * Format: int64
             */
            idle_minutes?: number;
            /**
             * 会话最长时间
             * Format: int64
             */
            absolute_hours?: number;
            /**
             * 同时登录数上限
             * Format: int64
             */
            most_sessions?: number;
            /**
             * 审计记录在线保存
             * Format: int64
             */
            audit_days?: number;
        };
        /** 会话 */
        session: {
            /** 当前用户 */
            user: components["schemas"]["session_user"];
            /** 任职 */
            appointments: components["schemas"]["session_appointment"][];
            /** 可办理的操作 */
            operations: string[];
            /**
             * 无操作自动退出（毫秒）
             * Format: int64
             */
            idle_ms: number;
            /**
             * 服务器时间
             * Format: date-time
             */
            server_time: string;
        };
        /** 任职 */
        session_appointment: {
            /** 角色 */
            role: string | null;
            /** 园区 */
            zone_id: string | null;
            /** 园区名称 */
            zone_name: string | null;
            /** 部门 */
            department_id: string | null;
            /** 部门名称 */
            department_name: string | null;
            /** 产业园 */
            park_id: string | null;
            /** 产业园名称 */
            park_name: string | null;
            /** 企业 */
            ent_id: string | null;
            /** 企业名称 */
            ent_name: string | null;
            /** 部门职责 */
            duties: string[];
        };
        /** 当前用户 */
        session_user: {
            /** 编号 */
            id: string | null;
            /** 登录名 */
            login: string | null;
            /** 姓名 */
            name: string | null;
            /**
             * 语言
             * @enum {string|null}
             */
            language: "zh" | "en" | null;
            /** 须修改口令 */
            must_change_password: boolean;
            /** 须启用动态验证码 */
            must_enroll_second_factor: boolean;
            /** 已启用动态验证码 */
            second_factor_enrolled: boolean;
        };
        /** 登录 */
        sign_in_request: {
            /** 登录名 */
            login: string;
            /**
             * 口令
             * Format: password
             */
            password: string;
            /**
             * 动态验证码
             * Format: password
             */
            code?: string | null;
        };
        /** 分立结果 */
        split_outcome: {
            /** 企业 */
            id: string | null;
            /**
             * 版本
             * Format: int64
             */
            version: number;
            /** 分立出的企业 */
            parts: components["schemas"]["enterprise_outcome"][];
        };
        /** 分立出的企业 */
        split_part_request: {
            /** 统一社会信用代码 */
            uscc: string;
            /** 企业名称 */
            name: string;
        };
        /** 企业分立 */
        split_request_request: {
            /** 分立出的企业 */
            parts?: components["schemas"]["split_part_request"][];
            /**
             * 分立日期
             * Format: date
             */
            date?: string | null;
            /** 依据 */
            reason: string;
            /** 原企业注销 */
            ends?: boolean;
        };
        /** 变更阶段 */
        stage_request_request: {
            /**
             * 新阶段
             * @enum {string}
             */
            stage: "signed" | "landed" | "construction" | "trial" | "production" | "suspended" | "left" | "deregistered" | "unverified";
            /**
             * 起始日期
             * Format: date
             */
            date?: string | null;
            /** 原因 */
            reason: string;
            /** 更正 */
            correction?: boolean;
        };
        /** 分类体系 */
        taxonomy: {
            /** 编号 */
            id: string | null;
            /** 版本 */
            version: string | null;
            /**
             * 种类
             * @enum {string|null}
             */
            kind: "national" | "industry" | "title" | "size" | null;
            /** 所属高新区代号 */
            zone: string | null;
            /** 简称 */
            slogan: string | null;
            /** 名称 */
            title: string | null;
            /** 来源 */
            source: string | null;
            /**
             * 生效日期
             * Format: date
             */
            effective_from: string | null;
            /** 现行 */
            current: boolean;
            /** 分组 */
            groups: components["schemas"]["taxonomy_group"][];
        };
        /** 分组 */
        taxonomy_group: {
            /** 代码 */
            code: string | null;
            /** 名称 */
            name: string | null;
            /** 示例 */
            sample: boolean;
            /** 分类 */
            nodes: components["schemas"]["taxonomy_node"][];
        };
        /** 分类体系 */
        taxonomy_list: {
            /** 分类体系 */
            items: components["schemas"]["taxonomy"][];
        };
        /** 分类 */
        taxonomy_node: {
            /** 代码 */
            code: string | null;
            /** 名称 */
            name: string | null;
            /** 对应行业 */
            industries: string[];
            /** 通常级别 */
            level: string | null;
            /**
             * 通常有效年数
             * Format: int64
             */
            years: number | null;
            /** 依据 */
            source: string | null;
            /** 示例 */
            sample: boolean;
        };
        /** 大事年表 */
        timeline: {
            /** 条目 */
            items: components["schemas"]["timeline_item"][];
        };
        /** 年表条目 */
        timeline_item: {
            /**
             * 日期
             * Format: date
             */
            date: string;
            /**
             * 类别
             * @enum {string|null}
             */
            kind: "registered" | "stage" | "change" | "title" | "expiry" | "classification" | "relation" | "milestone" | null;
            /** 事项 */
            title: string | null;
            /** 说明 */
            detail: string | null;
            /** 来源 */
            entity: string | null;
            /** 记录 */
            record: string;
        };
        /** 资质荣誉 */
        title: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 企业 */
            ent_id: string;
            /**
             * 资质荣誉种类
             * @enum {string}
             */
            kind: "high_tech" | "tech_sme" | "innovative_sme" | "specialised" | "little_giant" | "single_champion" | "gazelle" | "unicorn" | "listed" | "technology_centre" | "engineering_centre" | "key_laboratory" | "new_institution" | "postdoctoral" | "academician" | "green_factory" | "smart_factory" | "ip_advantage" | "quality_award" | "science_award" | "other";
            /** 证书名称 */
            name: string | null;
            /**
             * 级别
             * @enum {string|null}
             */
            level: "national" | "provincial" | "city" | "zone" | null;
            /** 证书编号 */
            number: string | null;
            /** 发证机关 */
            issued_by: string | null;
            /**
             * 生效日期
             * Format: date
             */
            valid_from: string;
            /**
             * 失效日期
             * Format: date
             */
            valid_to: string | null;
            /** 仿真数据 */
            generated: boolean;
            /** 备注 */
            note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        title_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["title_changes_request"];
        };
        /** 资质荣誉 */
        title_changes_request: {
            /**
             * 资质荣誉种类
             * @enum {string|null}
             */
            kind?: "high_tech" | "tech_sme" | "innovative_sme" | "specialised" | "little_giant" | "single_champion" | "gazelle" | "unicorn" | "listed" | "technology_centre" | "engineering_centre" | "key_laboratory" | "new_institution" | "postdoctoral" | "academician" | "green_factory" | "smart_factory" | "ip_advantage" | "quality_award" | "science_award" | "other" | null;
            /** 证书名称 */
            name?: string | null;
            /**
             * 级别
             * @enum {string|null}
             */
            level?: "national" | "provincial" | "city" | "zone" | null;
            /** 证书编号 */
            number?: string | null;
            /** 发证机关 */
            issued_by?: string | null;
            /**
             * 生效日期
             * Format: date
             */
            valid_from?: string;
            /**
             * 失效日期
             * Format: date
             */
            valid_to?: string | null;
            /** 仿真数据 */
            generated?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 资质荣誉 */
        title_fields: {
            /** 企业 */
            ent_id: string;
            /** 资质荣誉种类 */
            kind: string;
            /** 证书名称 */
            name: string | null;
            /**
             * 级别
             * @enum {string|null}
             */
            level: "national" | "provincial" | "city" | "zone" | null;
            /** 证书编号 */
            number: string | null;
            /** 发证机关 */
            issued_by: string | null;
            /**
             * 生效日期
             * Format: date
             */
            valid_from: string;
            /**
             * 失效日期
             * Format: date
             */
            valid_to: string | null;
            /** 仿真数据 */
            generated: boolean;
            /** 备注 */
            note: string | null;
        };
        /** 资质荣誉 */
        title_partial: {
            /** 企业 */
            ent_id?: string;
            /**
             * 资质荣誉种类
             * @enum {string}
             */
            kind?: "high_tech" | "tech_sme" | "innovative_sme" | "specialised" | "little_giant" | "single_champion" | "gazelle" | "unicorn" | "listed" | "technology_centre" | "engineering_centre" | "key_laboratory" | "new_institution" | "postdoctoral" | "academician" | "green_factory" | "smart_factory" | "ip_advantage" | "quality_award" | "science_award" | "other";
            /** 证书名称 */
            name?: string | null;
            /**
             * 级别
             * @enum {string|null}
             */
            level?: "national" | "provincial" | "city" | "zone" | null;
            /** 证书编号 */
            number?: string | null;
            /** 发证机关 */
            issued_by?: string | null;
            /**
             * 生效日期
             * Format: date
             */
            valid_from?: string;
            /**
             * 失效日期
             * Format: date
             */
            valid_to?: string | null;
            /** 仿真数据 */
            generated?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 资质荣誉 */
        title_request: {
            /** 企业 */
            ent_id: string;
            /**
             * 资质荣誉种类
             * @enum {string}
             */
            kind: "high_tech" | "tech_sme" | "innovative_sme" | "specialised" | "little_giant" | "single_champion" | "gazelle" | "unicorn" | "listed" | "technology_centre" | "engineering_centre" | "key_laboratory" | "new_institution" | "postdoctoral" | "academician" | "green_factory" | "smart_factory" | "ip_advantage" | "quality_award" | "science_award" | "other";
            /** 证书名称 */
            name?: string | null;
            /**
             * 级别
             * @enum {string|null}
             */
            level?: "national" | "provincial" | "city" | "zone" | null;
            /** 证书编号 */
            number?: string | null;
            /** 发证机关 */
            issued_by?: string | null;
            /**
             * 生效日期
             * Format: date
             */
            valid_from: string;
            /**
             * 失效日期
             * Format: date
             */
            valid_to?: string | null;
            /** 仿真数据 */
            generated?: boolean;
            /** 备注 */
            note?: string | null;
        };
        /** 撤销合并 */
        unmerge_request_request: {
            /** 原因 */
            reason: string;
        };
        /** 用户 */
        user: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 登录名 */
            login: string;
            /** 姓名 */
            name: string;
            /** 管理园区 */
            zone_id: string | null;
            /** 联系电话 */
            phone?: string | null;
            /** 电子邮箱 */
            email?: string | null;
            /**
             * 状态
             * @enum {string|null}
             */
            readonly state: "invited" | "active" | "disabled" | null;
            /**
             * 最近使用
             * Format: date-time
             */
            readonly last_seen_at: string | null;
            /**
             * 锁定至
             * Format: date-time
             */
            readonly locked_until: string | null;
            /** 重置待批准 */
            readonly reset_pending: boolean;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        user_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["user_changes_request"];
        };
        /** 用户 */
        user_changes_request: {
            /** 姓名 */
            name?: string | null;
            /** 联系电话 */
            phone?: string | null;
            /**
             * 电子邮箱
             * Format: email
             */
            email?: string | null;
        };
        /** 用户 */
        user_partial: {
            /** 登录名 */
            login?: string;
            /** 姓名 */
            name?: string;
            /** 管理园区 */
            zone_id?: string | null;
            /** 联系电话 */
            phone?: string | null;
            /**
             * 电子邮箱
             * Format: email
             */
            email?: string | null;
        };
        /** 用户 */
        user_request: {
            /** 登录名 */
            login: string;
            /** 姓名 */
            name: string;
            /** 管理园区 */
            zone_id?: string | null;
            /** 联系电话 */
            phone?: string | null;
            /**
             * 电子邮箱
             * Format: email
             */
            email?: string | null;
        };
        /** 视图的修改 */
        view_change_request: {
            /** 视图名称 */
            name?: string | null;
            /** 查询条件 */
            query?: string | null;
            /** 列 */
            columns?: string[];
            /** 共享给同一园区的同事 */
            shared?: boolean;
        };
        /** 工作台 */
        workbench: {
            /** 待办 */
            todo: components["schemas"]["figure"][];
            /** 数字 */
            figures: components["schemas"]["figure"][];
            /** 提醒 */
            warnings: components["schemas"]["figure"][];
            /** 分组数字 */
            groups: components["schemas"]["figure_group"][];
        };
        /** 高新区 */
        zone: {
            /** 编号 */
            readonly id: string;
            /**
             * 版本
             * Format: int64
             */
            readonly version: number;
            /**
             * 建立时间
             * Format: date-time
             */
            readonly created_at: string;
            /** 建立人 */
            readonly created_by: string | null;
            /**
             * 更新时间
             * Format: date-time
             */
            readonly updated_at: string;
            /** 更新人 */
            readonly updated_by: string | null;
            /** 代号 */
            code: string;
            /** 名称 */
            name: string;
            /** 行政区划代码 */
            division: string;
            /** 数据说明 */
            published_note: string | null;
            /** 现在可以办理的 */
            readonly may: ("edit" | "remove")[];
        };
        /** 批量修改 */
        zone_bulk_request: {
            /** 查询条件 */
            query?: string | null;
            /** 所选记录 */
            ids?: string[];
            /**
             * 应有条数
             * Format: int64
             */
            expected: number;
            /** 要改的内容 */
            set: components["schemas"]["zone_changes_request"];
        };
        /** 高新区 */
        zone_changes_request: {
            /** 名称 */
            name?: string | null;
            /** 行政区划代码 */
            division?: string | null;
            /** 数据说明 */
            published_note?: string | null;
        };
        /** 高新区 */
        zone_partial: {
            /** 代号 */
            code?: string;
            /** 名称 */
            name?: string;
            /** 行政区划代码 */
            division?: string;
            /** 数据说明 */
            published_note?: string | null;
        };
        /** 高新区 */
        zone_request: {
            /** 代号 */
            code: string;
            /** 名称 */
            name: string;
            /** 行政区划代码 */
            division: string;
            /** 数据说明 */
            published_note?: string | null;
        };
        /** 问题说明 */
        problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            hint?: string;
            request_id: string;
            errors: {
                code: string;
                detail: string;
                hint?: string;
                pointer?: string;
                row?: number;
                column?: number;
                sheet?: string;
            }[];
        };
        /** 所引用记录的名称 */
        refs: {
            [key: string]: {
                [key: string]: string;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "account.edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["account_settings_request"];
            };
        };
        responses: {
            /** @description 修改账户设置 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.password": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["password_change_request"];
            };
        };
        responses: {
            /** @description 修改口令 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看本人会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["open_session"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.end_other_sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结束本人的其他会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.end_session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结束本人的一个会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.second_factor_begin": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 启用动态验证码 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["second_factor_enrolment"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.second_factor_end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 停用动态验证码 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "account.second_factor_confirm": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["code_given_request"];
            };
        };
        responses: {
            /** @description 确认动态验证码 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["recovery_codes"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "activation.run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["activation_request"];
            };
        };
        responses: {
            /** @description 激活账户或设置新口令 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "matrix.show": {
        parameters: {
            query?: {
                /** @description 格式 */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看权限矩阵 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "appointment.places": {
        parameters: {
            query: {
                /** @description 种类 */
                entity: "department" | "park" | "enterprise";
                /** @description 名称 */
                q?: string;
                /** @description 园区 */
                zone_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查找任职范围 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["place"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                /** @description 用户 */
                user?: string;
                /** @description 操作 */
                action?: string;
                /** @description 对象 */
                entity?: string;
                /** @description 记录 */
                record?: string;
                /** @description 企业 */
                enterprise?: string;
                /** @description 起始日期 */
                from?: string;
                /** @description 截止日期 */
                to?: string;
                /** @description 结果 */
                allowed?: "yes" | "no";
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看审计记录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["audit_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "audit.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seq: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看一条审计记录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["audit_entry"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "audit.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["audit_filter_request"];
            };
        };
        responses: {
            /** @description 导出审计记录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "audit.readers": {
        parameters: {
            query: {
                /** @description 对象 */
                entity: string;
                /** @description 记录 */
                record: string;
                /** @description 起始时间 */
                from: string;
                /** @description 截止时间 */
                to: string;
                /** @description 格式 */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询谁看过一条记录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["audit_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "audit.verify": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 验证审计链 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["carrier"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["carrier_request"];
            };
        };
        responses: {
            /** @description 新增载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["carrier"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["carrier_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["carrier"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["carrier_partial"];
            };
        };
        responses: {
            /** @description 修改载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["carrier"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "carrier.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复载体 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["carrier"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["classification"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["classification_request"];
            };
        };
        responses: {
            /** @description 新增产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["classification"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["classification_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["classification"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["classification_partial"];
            };
        };
        responses: {
            /** @description 修改产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["classification"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "classification.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复产业归类 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["classification"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["contact"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["contact_request"];
            };
        };
        responses: {
            /** @description 新增联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["contact"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["contact_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["contact"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["contact_partial"];
            };
        };
        responses: {
            /** @description 修改联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["contact"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "contact.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复联系人 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["contact"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["department"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["department_request"];
            };
        };
        responses: {
            /** @description 新增部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["department"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["department_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["department"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["department_partial"];
            };
        };
        responses: {
            /** @description 修改部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["department"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "department.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复部门 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["department"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["enterprise"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["enterprise_request"];
            };
        };
        responses: {
            /** @description 新增企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["enterprise_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.classify": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["classify_request_request"];
            };
        };
        responses: {
            /** @description 批量归类到产业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["classify_outcome"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["enterprise_partial"];
            };
        };
        responses: {
            /** @description 修改企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.code": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["code_request_request"];
            };
        };
        responses: {
            /** @description 变更统一社会信用代码 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise_outcome"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.file": {
        parameters: {
            query?: {
                /** @description 截至日期：不填为今天 */
                as_of?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看一企一档 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise_file"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.merge": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["merge_request_request"];
            };
        };
        responses: {
            /** @description 企业合并：并入另一家企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise_outcome"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复企业 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.split": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["split_request_request"];
            };
        };
        responses: {
            /** @description 企业分立 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["split_outcome"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.stage": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["stage_request_request"];
            };
        };
        responses: {
            /** @description 变更企业阶段 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise_outcome"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.timeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看企业年表 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["timeline"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "enterprise.unmerge": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["unmerge_request_request"];
            };
        };
        responses: {
            /** @description 撤销企业合并 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["enterprise_outcome"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "file.download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 下载文件 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "first_start.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 是否需要首次启动 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["first_start_state"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "first_start.run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["first_start_request"];
            };
        };
        responses: {
            /** @description 建立首位系统管理员 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["former_identity"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["former_identity_request"];
            };
        };
        responses: {
            /** @description 新增曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["former_identity"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["former_identity_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["former_identity"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["former_identity_partial"];
            };
        };
        responses: {
            /** @description 修改曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["former_identity"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "former_identity.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复曾用代码与名称 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["former_identity"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "import.list": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 数据 */
                entity?: string;
                /** @description 状态 */
                state?: "checking" | "ready" | "rejected" | "confirming" | "published" | "rolled_back" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入记录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["import_batch"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "import.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 预检结果 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_report"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "import.cancel": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 取消导入 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "import.confirm": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 确认导入 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "import.rollback": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 撤回导入 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "import.rows": {
        parameters: {
            query?: {
                /** @description 种类 */
                kind?: "new" | "changed" | "bad";
                /** @description 页码标记 */
                after?: string;
                /** @description 条数 */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入预览 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["import_row"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "job.list": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 我的后台任务 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["job"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "job.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看后台任务 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "job.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 取消后台任务 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "job.events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 后台任务的进展 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "meta.view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 数据说明 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["meta"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["milestone"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["milestone_request"];
            };
        };
        responses: {
            /** @description 新增大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["milestone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["milestone_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["milestone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["milestone_partial"];
            };
        };
        responses: {
            /** @description 修改大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["milestone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "milestone.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复大事记 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["milestone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "notification.list": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 只看未读 */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 我的通知 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["notification"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "notification.read_all": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 全部标为已读 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "notification.read": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 标为已读 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "openapi.view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 接口说明 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["park"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["park_request"];
            };
        };
        responses: {
            /** @description 新增园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["park"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["park_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["park"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["park_partial"];
            };
        };
        responses: {
            /** @description 修改园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["park"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "park.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复园区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["park"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["published_figure"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["published_figure_request"];
            };
        };
        responses: {
            /** @description 新增公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["published_figure"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["published_figure_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["published_figure"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["published_figure_partial"];
            };
        };
        responses: {
            /** @description 修改公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["published_figure"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "published_figure.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复公布数字 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["published_figure"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["relation"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["relation_request"];
            };
        };
        responses: {
            /** @description 新增关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["relation"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["relation_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["relation"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["relation_partial"];
            };
        };
        responses: {
            /** @description 修改关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["relation"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "relation.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复关联关系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["relation"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "session.show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 当前会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["session"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "session.open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["sign_in_request"];
            };
        };
        responses: {
            /** @description 登录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["session"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "session.close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 退出登录 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "session.confirm": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["confirmation_request"];
            };
        };
        responses: {
            /** @description 再次输入口令 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "setting.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看系统设置 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "setting.edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["security_rules_partial"];
            };
        };
        responses: {
            /** @description 修改系统设置 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "taxonomy.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看分类体系 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["taxonomy_list"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["title"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["title_request"];
            };
        };
        responses: {
            /** @description 新增资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["title"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["title_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["title"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["title_partial"];
            };
        };
        responses: {
            /** @description 修改资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["title"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "title.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复资质荣誉 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["title"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["user"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["user_request"];
            };
        };
        responses: {
            /** @description 新增用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["user"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["user_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["user"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["user_partial"];
            };
        };
        responses: {
            /** @description 修改用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["user"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "appointment.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看任职 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["appointment"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "appointment.add": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["appointment_request"];
            };
        };
        responses: {
            /** @description 任命 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["appointment"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "appointment.end": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结束任职 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "appointment.approve": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                appointment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 批准任命系统管理员或审计员 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.disable": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 停用用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.enable": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 启用用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.invite": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 发放激活链接 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["one_time_token"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.reset": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 重置口令 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["one_time_token"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.reset_all": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 重置口令和动态验证码 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["one_time_token"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.approve_reset": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 批准重置系统管理员或审计员 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复用户 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["user"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看用户会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["open_session"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.end_sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结束用户的全部会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.end_session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 结束用户的一个会话 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "user.unlock": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 解除登录锁定 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "view.list": {
        parameters: {
            query?: {
                /** @description 数据 */
                entity?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 常用视图 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["saved_view"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "view.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["saved_view_request"];
            };
        };
        responses: {
            /** @description 保存视图 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["saved_view"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "view.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除视图 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "view.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["view_change_request"];
            };
        };
        responses: {
            /** @description 修改视图 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["saved_view"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "workbench.view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 工作台 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["workbench"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.list": {
        parameters: {
            query?: {
                /** @description 搜索：汉字、全拼或首字母；用空格分开的词都要有 */
                q?: string;
                /** @description 筛选：字段:条件:值，条件为 eq、ne、in、from、to、contains、empty */
                filter?: string[];
                /** @description 排序：字段名，前加“-”为降序 */
                sort?: string;
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记：上一页的 next */
                after?: string;
                /** @description 给出总数 */
                count?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查询高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["zone"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["zone_request"];
            };
        };
        responses: {
            /** @description 新增高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["zone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["zone_bulk_request"];
            };
        };
        responses: {
            /** @description 批量修改高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["bulk_reply"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.export": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["export_request"];
            };
        };
        responses: {
            /** @description 导出高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["job_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.import": {
        parameters: {
            query: {
                /** @description 文件名 */
                name: string;
                /** @description 园区 */
                zone?: string;
            };
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description 导入高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["import_started"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 导入模板：高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["zone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.remove": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 删除高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.edit": {
        parameters: {
            query?: never;
            header: {
                /** @description 所依据的版本，取自 ETag */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["zone_partial"];
            };
        };
        responses: {
            /** @description 修改高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["zone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.figures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 查看公布数字与名录数 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["figure_list"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.history": {
        parameters: {
            query?: {
                /** @description 条数 */
                limit?: number;
                /** @description 页码标记 */
                after?: string;
                /** @description 字段：只看这个字段的变化 */
                field?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 变更记录：高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["history_entry"][];
                        next: string | null;
                        total?: number | null;
                        refs?: components["schemas"]["refs"];
                    };
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
    "zone.restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description 同一个键只执行一次，重发得到同样的答复 */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description 恢复高新区 */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["zone"];
                };
            };
            /** @description 问题说明（RFC 9457） */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["problem"];
                };
            };
        };
    };
}
