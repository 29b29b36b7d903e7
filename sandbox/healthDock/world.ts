import { FixedWindow } from '../shared/rateLimit';
import { Events } from './events';
import { newOAuthServer } from './oauth';
import type { Appointment, Doctor, Patient } from './records';
import { inventPatient, seededAppointments, seededDoctors, seededPatients } from './seed';
import { nowText } from './time';

/** How this HealthDock answers where the documentation leaves it open. */
export interface Switches {
	/** Whether lists carry the pagination member. */
	pagination: 'documented' | 'missing';
	/** Appointments as `data.appointments`, as a list in `data`, or as a bare list. */
	listShape: 'wrapped' | 'array' | 'bare';
	/** Where a new patient comes in the list. */
	patientOrder: 'newestLast' | 'newestFirst';
	/** On how many of the next patient lists a patient is added. */
	arrivals: number;
}

const DEFAULTS: Switches = {
	pagination: 'documented',
	listShape: 'wrapped',
	patientOrder: 'newestLast',
	arrivals: 0,
};

/** The header's sample says 1000; the length of the window is not documented, and short here so that tests see its end. */
export const RATE_LIMIT = { limit: 1000, windowMs: 20_000 };

/** Numbers of what is created later start here, far above the seed's. */
const FIRST_NEW_NUMBER = 900_000;

/** All that changes while the sandbox runs. */
export class World {
	patients: Patient[] = [];
	doctors: Doctor[] = [];
	appointments: Appointment[] = [];
	switches: Switches = { ...DEFAULTS };
	oauth = newOAuthServer();
	readonly events = new Events();
	readonly limiter = new FixedWindow(RATE_LIMIT.limit, RATE_LIMIT.windowMs);
	private lastNumber = FIRST_NEW_NUMBER;
	private invented = 0;

	constructor() {
		this.reset();
	}

	reset(): void {
		this.patients = seededPatients();
		this.doctors = seededDoctors();
		this.appointments = seededAppointments();
		this.switches = { ...DEFAULTS };
		this.oauth = newOAuthServer();
		this.events.reset();
		this.limiter.configure(RATE_LIMIT.limit, RATE_LIMIT.windowMs);
		this.lastNumber = FIRST_NEW_NUMBER;
		this.invented = 0;
	}

	/** Ids are never used twice. */
	newId(prefix: 'PAT' | 'APT'): string {
		this.lastNumber += 1;
		return `${prefix}${this.lastNumber}`;
	}

	addPatient(details: Omit<Patient, 'patient_id' | 'created_at'>): Patient {
		const patient = { patient_id: this.newId('PAT'), ...details, created_at: nowText() };
		this.patients.push(patient);
		return patient;
	}

	/** Adds invented patients and returns their ids. */
	inventPatients(count: number): string[] {
		return Array.from({ length: count }, () => this.addPatient(inventPatient(this.invented++)).patient_id);
	}
}
