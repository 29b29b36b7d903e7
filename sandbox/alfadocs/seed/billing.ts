import type { Archive, Bill, Transaction } from '../records';
import { addDays, today } from '../time';
import { SEED } from './ids';

const { patients, carePlans, accounts, bills, billLiabilities, paymentTypes, transactions } = SEED;

const daysAgo = (days: number) => addDays(today(), -days);

const bill = (id: number, days: number, amount: number, rest: Partial<Bill> = {}): Bill => ({
	id,
	number: `${id - 4000}/A`,
	date: daysAgo(days),
	type: 'full',
	direction: 'incoming',
	amount,
	patientId: patients.mario.id,
	carePlanId: null,
	...rest,
});

const transaction = (
	id: number,
	days: number,
	amount: number,
	rest: Partial<Transaction> = {},
): Transaction => ({
	id,
	amount,
	date: daysAgo(days),
	direction: 'incoming',
	billId: null,
	accountId: accounts.bank.id,
	paymentTypeId: paymentTypes.card.id,
	relatedToInsurance: false,
	sistemaTsExpenseType: null,
	deleted: false,
	...rest,
});

export const billing = (): Pick<Archive, 'bills' | 'billLiabilities' | 'transactions'> => ({
	bills: [
		bill(bills.mario.id, 3, 200, { carePlanId: carePlans.mario.id }),
		bill(bills.giulia.id, 10, 325.25, {
			type: 'partial',
			patientId: patients.giulia.id,
			carePlanId: carePlans.giulia.id,
		}),
		bill(bills.credit.id, 20, -50, { type: 'credit' }),
		bill(bills.proforma.id, 29, 90, { type: 'proforma', patientId: patients.luca.id }),
		bill(bills.supplier.id, 12, 480, { direction: 'outgoing', patientId: null }),
		bill(bills.old.id, 60, 75),
	],
	billLiabilities: [
		{ id: billLiabilities.marioFirst.id, billId: bills.mario.id, amount: 120, dueDate: daysAgo(-10) },
		{ id: billLiabilities.marioSecond.id, billId: bills.mario.id, amount: 80, dueDate: daysAgo(-40) },
		{ id: billLiabilities.giulia.id, billId: bills.giulia.id, amount: 325.25, dueDate: daysAgo(-5) },
	],
	transactions: [
		transaction(transactions.card.id, 2, 75, { billId: bills.old.id, sistemaTsExpenseType: 'sp' }),
		transaction(transactions.outgoing.id, 11, 480, { direction: 'outgoing', billId: bills.supplier.id }),
		transaction(transactions.deleted.id, 4, 10, { deleted: true }),
		transaction(transactions.old.id, 61, 30),
	],
});
