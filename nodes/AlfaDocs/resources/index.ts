import { account } from './account';
import { appointment } from './appointment';
import { appointmentBookingReason } from './appointmentBookingReason';
import { bill } from './bill';
import { billLiability } from './billLiability';
import { carePlan } from './carePlan';
import { carePlanEntry } from './carePlanEntry';
import { chair } from './chair';
import { color } from './color';
import { context } from './context';
import { customObjectField } from './customObjectField';
import { document } from './document';
import { freeSlot } from './freeSlot';
import { operator } from './operator';
import { patient } from './patient';
import { paymentType } from './paymentType';
import { phoneNumber } from './phoneNumber';
import { practice } from './practice';
import { specialty } from './specialty';
import { transaction } from './transaction';

import type { Resource } from '../../shared/operation/types';

export const resources: Resource[] = [
	account,
	appointment,
	appointmentBookingReason,
	bill,
	billLiability,
	carePlan,
	carePlanEntry,
	chair,
	color,
	context,
	customObjectField,
	document,
	freeSlot,
	operator,
	patient,
	paymentType,
	phoneNumber,
	practice,
	specialty,
	transaction,
];
