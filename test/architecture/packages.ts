/** What n8n brings along for community nodes. Anything else is missing on the user's machine, whatever the linter says. */
export const isProvided = (name: string): boolean =>
	['n8n-workflow', 'node:crypto', 'luxon', 'lodash', 'zod', 'p-limit'].includes(name) ||
	/^lodash\/\w+$/.test(name);
