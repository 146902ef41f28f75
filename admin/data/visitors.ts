import { ask } from './api';

/** Ends the session of every visitor. */
export const signEverybodyOut = (): Promise< unknown > => ask( 'POST', '/visitors/sign-out', {} );
