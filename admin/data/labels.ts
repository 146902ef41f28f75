import { ask } from './api';
import type { ChangeLabelBody, CreateLabelBody, LabelUse, StaffLabel, StaffLabels } from '../../src/wire/wire';

const path = ( id: number ): string => `/labels/${ id }`;

/** Labels by name, and colours to choose from. */
export const loadLabels = (): Promise< StaffLabels > => ask( 'GET', '/labels' );

export const createLabel = ( label: CreateLabelBody ): Promise< StaffLabel > => ask( 'POST', '/labels', label );

export const changeLabel = ( id: number, change: ChangeLabelBody ): Promise< StaffLabel > => ask( 'PATCH', path( id ), change );

export const deleteLabel = ( id: number ): Promise< unknown > => ask( 'DELETE', path( id ) );

/** How many conversations have the label. */
export const labelUse = ( id: number ): Promise< LabelUse > => ask( 'GET', path( id ) );
