import { filters } from '../../shared/operation/collections';
import { choice } from '../../shared/operation/fields';
import type { Resource } from '../../shared/operation/types';
import { accountingPages, inArchive } from '../api';
import { billId, carePlanId, dateRange, direction } from '../fields';

export const BILLS = inArchive('/bills');

export const bill: Resource = {
	value: 'bill',
	name: 'Bill',
	description: 'Invoices and credit notes',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get a bill',
			description: 'Retrieve one invoice or credit note by its ID',
			method: 'GET',
			path: inArchive('/bills/{billId}'),
			fields: [billId({ required: true })],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many bills',
			description: 'List invoices and credit notes of a range of days',
			method: 'GET',
			path: BILLS,
			paging: accountingPages,
			fields: [
				filters([
					carePlanId({ description: 'Only bills of this care plan' }),
					...dateRange(
						'Without any date AlfaDocs gives the last 31 days; without an end, everything until today.',
					),
					direction({ description: 'Only bills that you wrote (incoming money) or received' }),
					choice(
						'type',
						'Type',
						{ full: 'Full', partial: 'Partial', credit: 'Credit', proforma: 'Proforma' },
						{ description: 'Only bills of this kind' },
					),
				]),
			],
		},
	],
};
