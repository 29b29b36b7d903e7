import type { IHookFunctions, INodeType } from 'n8n-workflow';

/**
 * The life-cycle of a webhook whose address a person enters at the vendor: there is nothing to register, but what must be
 * there is checked when the workflow is published and when a test begins.
 *
 * @param check throws a NodeOperationError that says what is missing
 */
export const enteredByHand = (
	check: (hook: IHookFunctions) => Promise<void>,
): NonNullable<INodeType['webhookMethods']> => ({
	default: {
		async checkExists(this: IHookFunctions) {
			await check(this);
			return true;
		},
		create: async () => true,
		delete: async () => true,
	},
});
