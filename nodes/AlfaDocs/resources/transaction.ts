import { additionalFields, filters } from '../../shared/operation/collections';
import { choice, day, flag, number } from '../../shared/operation/fields';
import type { Field, Resource } from '../../shared/operation/types';
import { accountingPages, inArchive } from '../api';
import { accountId, billId, dateRange, direction, paymentTypeId } from '../fields';

export const TRANSACTIONS = inArchive('/transactions');

/** The kinds of expense of the Italian health card system (Sistema Tessera Sanitaria), by the codes of the API. */
const SISTEMA_TS_EXPENSE_TYPES = [
	'tk',
	'tk2',
	'fc',
	'fv',
	'sp',
	'ad',
	'as',
	'sr',
	'sr2',
	'ct',
	'pi',
	'ic',
	'aa',
	'nn',
];

export const amount = number('amount', 'Amount', {
	required: true,
	min: 0.01,
	decimals: 2,
	description: 'How much, in the currency of the practice',
	default: 0,
});

export const transactionDate = day('date', 'Date', { required: true, description: 'The day of the payment' });

export const transactionDetails: Field[] = [
	paymentTypeId(),
	flag('relatedToInsurance', 'Related to Insurance', 'Whether an insurance pays'),
	choice(
		'sistemaTsExpenseType',
		'Sistema TS Expense Type',
		Object.fromEntries(SISTEMA_TS_EXPENSE_TYPES.map((code) => [code, code.toUpperCase()])),
		{ description: 'The kind of expense that is reported to the Sistema Tessera Sanitaria' },
	),
];

export const transaction: Resource = {
	value: 'transaction',
	name: 'Transaction',
	description: 'Payments that came in or went out',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a transaction',
			description:
				'Record a payment. To pay a liability of a bill, use Bill Liability > Pay, which also removes it.',
			method: 'POST',
			path: TRANSACTIONS,
			fields: [
				amount,
				transactionDate,
				direction({ required: true }),
				accountId({ required: true }),
				additionalFields([
					billId({ description: 'The bill that is paid. AlfaDocs demands it when there is one.' }),
					...transactionDetails,
				]),
			],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many transactions',
			description: 'List payments of a range of days that were not deleted',
			method: 'GET',
			path: TRANSACTIONS,
			paging: accountingPages,
			fields: [
				filters([
					billId({ description: 'Only payments of this bill' }),
					...dateRange(
						'Without any date AlfaDocs gives the last 31 days; without an end, everything until today.',
					),
					direction({ description: 'Only money that came in, or that went out' }),
				]),
			],
		},
	],
};
