import { date, integer, oneOf } from '../shared/query';
import { checker } from '../shared/schema';
import { item, list } from './answers';
import { billingRange } from './bills';
import type { Transaction } from './records';
import { route, type Route } from './route';
import { mustExist, newId } from './lookup';

const EXPENSE_TYPES = 'tk tk2 fc fv sp ad as sr sr2 ct pi ic aa nn'.split(' ');
const DIRECTIONS = ['incoming', 'outgoing'];

type TransactionBody = Pick<Transaction, 'amount' | 'date' | 'direction' | 'accountId'> &
	Partial<Transaction>;

const body = checker<TransactionBody>({
	type: 'object',
	additionalProperties: false,
	required: ['amount', 'date', 'direction', 'accountId'],
	properties: {
		amount: { type: 'number' },
		date: { type: 'string', format: 'YYYY-MM-DD' },
		direction: { enum: DIRECTIONS },
		billId: { type: 'integer' },
		accountId: { type: 'integer' },
		paymentTypeId: { type: 'integer' },
		relatedToInsurance: { type: 'boolean' },
		sistemaTsExpenseType: { enum: EXPENSE_TYPES },
	},
});

const BLANK = {
	billId: null,
	paymentTypeId: null,
	relatedToInsurance: false,
	sistemaTsExpenseType: null,
	deleted: false,
};

/** As the vendor shows it. */
const view = (transaction: Transaction): object => ({ ...transaction, deleted: undefined });

export const transactionRoutes: Route[] = [
	route('GET', '/transactions', {
		query: { dateStart: date, dateEnd: date, direction: oneOf(...DIRECTIONS), billId: integer },
		handle({ archive, query }) {
			const inRange = billingRange(query.dateStart, query.dateEnd);
			const rows = archive.transactions.filter(
				(row) =>
					!row.deleted &&
					inRange(row.date) &&
					(query.direction === undefined || row.direction === query.direction) &&
					(query.billId === undefined || row.billId === query.billId),
			);
			return list(rows.map(view));
		},
	}),
	route('POST', '/transactions', {
		body,
		handle({ archive, body: sent }) {
			mustExist(archive.accounts, sent.accountId, 'accountId');
			mustExist(archive.bills, sent.billId, 'billId');
			mustExist(archive.paymentTypes, sent.paymentTypeId, 'paymentTypeId');
			const transaction = { ...BLANK, ...sent, id: newId(archive) };
			archive.transactions.push(transaction);
			return item(view(transaction));
		},
	}),
];
