import type { CallScript } from '../../shared/domain/correspondence/script.ts';
import { type MessageTemplate, messageFields } from '../../shared/domain/correspondence/template.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { nextVersion } from '../../shared/domain/text/next-version.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { readScript, readScripts, readTemplate, readTemplates, wordingWrite } from '../../shared/store/wordings.ts';
import type { correspondenceApi } from './api.ts';
import type { CorrespondenceOperations } from './context.ts';

type TemplateView = AnswerOf<(typeof correspondenceApi)['getMessageTemplate']>;
type ScriptView = AnswerOf<(typeof correspondenceApi)['getCallScript']>;

// The API shows what is stored. The types differ only in `readonly`.
const templateView = (template: MessageTemplate) => template as unknown as TemplateView;
const scriptView = (script: CallScript) => script as unknown as ScriptView;

/** Templates and scripts. */
export const wordingOperations: CorrespondenceOperations<
  | 'getMessageTemplates'
  | 'getMessageTemplate'
  | 'replaceMessageTemplate'
  | 'getCallScripts'
  | 'getCallScript'
  | 'replaceCallScript'
> = {
  getMessageTemplates: async (request, { table }) => {
    const templates = await readTemplates(table, request.principal.tenantId);
    const fields = Object.entries(messageFields).map(([name, field]) => ({ name, ...field }));
    return ok({ body: { items: templates.map(templateView), fields } });
  },

  getMessageTemplate: async (request, { table }) => {
    const { templateName } = request.params;
    const template = await readTemplate(table, request.principal.tenantId, templateName, request.query.version);
    return template === undefined
      ? fail({ kind: 'not-found' })
      : ok({ body: templateView(template), version: template.version });
  },

  replaceMessageTemplate: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { templateName: name } = request.params;
    const version = nextVersion(name, await readTemplate(table, tenantId, name), request.expectedVersion);
    if (!version.ok) return version;
    const template: MessageTemplate = { name, version: version.value, ...request.body };
    return ok({
      body: templateView(template),
      version: template.version,
      writes: [wordingWrite(tenantId, 'TEMPLATE', template)],
      audit: {
        action: 'message-template-replaced',
        entityId: 'message-templates',
        facts: { name, version: version.value },
      },
    });
  },

  getCallScripts: async (request, { table }) => {
    const scripts = await readScripts(table, request.principal.tenantId);
    return ok({ body: { items: scripts.map(scriptView) } });
  },

  getCallScript: async (request, { table }) => {
    const { scriptName } = request.params;
    const script = await readScript(table, request.principal.tenantId, scriptName, request.query.version);
    return script === undefined
      ? fail({ kind: 'not-found' })
      : ok({ body: scriptView(script), version: script.version });
  },

  replaceCallScript: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { scriptName: name } = request.params;
    const version = nextVersion(name, await readScript(table, tenantId, name), request.expectedVersion);
    if (!version.ok) return version;
    const script: CallScript = { name, version: version.value, ...request.body };
    return ok({
      body: scriptView(script),
      version: script.version,
      writes: [wordingWrite(tenantId, 'SCRIPT', script)],
      audit: { action: 'call-script-replaced', entityId: 'call-scripts', facts: { name, version: version.value } },
    });
  },
};
