import omit from 'lodash/omit';
import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';
import { additionalFields } from '../../shared/operation/collections';
import { recordById } from '../../shared/operation/recordFields';
import type { OutputRecord, Resource, Step } from '../../shared/operation/types';
import { wholeList } from '../../shared/request/paging';
import { inArchive } from '../api';
import { accountId, billId, direction } from '../fields';
import { amount, transactionDate, transactionDetails, TRANSACTIONS } from './transaction';

const LIABILITIES = inArchive('/bills/{billId}/liabilities');
const ONE = inArchive('/bills/{billId}/liabilities/{liabilityId}');

const liabilityId = recordById('liabilityId', 'Liability', {
	required: true,
	description: 'The open amount, by its ID from Bill Liability > Get Many',
});

/**
 * The documentation: "If you are dealing with a bill liability, please remember to delete the bill liability after the
 * transaction is created." Once the payment may exist nothing is thrown any more: n8n's 'Retry On Fail' would pay again.
 */
async function pay({ api, sendable }: Step): Promise<OutputRecord[]> {
	const ids = pick(sendable, 'billId', 'liabilityId');
	const open = await api.all({ method: 'GET', path: LIABILITIES, values: pick(ids, 'billId') }, wholeList);
	const liability = open.find(({ id }) => String(id) === String(ids.liabilityId));
	if (!liability) {
		throw new FieldRefusal(
			"'Liability' is not an open liability of this bill",
			'Nothing was paid. It may have been paid already; see Bill Liability > Get Many.',
		);
	}

	if (typeof liability.amount === 'number' && liability.amount !== sendable.amount) {
		throw new FieldRefusal(
			"'Amount' is not what the liability is about",
			'Nothing was paid: the whole liability would be removed. Enter its full amount, or record a part with Transaction > Create.',
		);
	}

	const payment = omit(sendable, 'liabilityId');
	const paid = await api.attempt({ method: 'POST', path: TRANSACTIONS, values: payment });
	if (paid instanceof Error) {
		if (!paid.unclear) throw paid;
		return [
			result(ids, {
				transactionId: null,
				paymentUnclear: true,
				message: `${paid.message}. The payment may have been recorded: look in AlfaDocs before you pay again.`,
			}),
		];
	}
	const transaction = api.vendor.unwrap(paid.body) as IDataObject | undefined;
	const transactionId = transaction?.id ?? null;

	const removed = await api.attempt({ method: 'DELETE', path: ONE, values: ids });
	if (!(removed instanceof Error))
		return [result(ids, { transactionId, liabilityDeleted: true, transaction })];
	return [
		result(ids, {
			transactionId,
			transaction,
			message: `The payment was recorded, but the liability is still there. ${removed.message}. Remove it with Bill Liability > Delete; do not pay again.`,
		}),
	];
}

const result = (ids: IDataObject, outcome: IDataObject): OutputRecord => ({
	json: { ...ids, liabilityDeleted: false, ...outcome },
});

export const billLiability: Resource = {
	value: 'billLiability',
	name: 'Bill Liability',
	description: 'Amounts of a bill that are still to be paid',
	operations: [
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete a bill liability',
			description: 'Remove an open amount of a bill without recording a payment',
			method: 'DELETE',
			path: ONE,
			fields: [billId({ required: true }), liabilityId],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many bill liabilities',
			description: 'List the amounts of a bill that are still to be paid',
			method: 'GET',
			path: LIABILITIES,
			paging: wholeList,
			fields: [billId({ required: true })],
		},
		{
			value: 'pay',
			name: 'Pay',
			action: 'Pay a bill liability',
			description:
				"Record the payment of an open amount and remove it from the bill. If only the payment goes through, the item says so ('liabilityDeleted' is false).",
			writes: true,
			fields: [
				billId({ required: true }),
				liabilityId,
				amount,
				transactionDate,
				direction({ required: true }),
				accountId({ required: true }),
				additionalFields(transactionDetails),
			],
			run: pay,
		},
	],
};
