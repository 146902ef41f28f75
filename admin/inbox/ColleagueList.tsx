import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { loadColleagues } from '../data/conversations';
import type { StaffColleague } from '../../src/wire/wire';
import { hasWords } from '../shared/fold';

export const COLLEAGUE_LIST = 'aaia-colleague-list';

/** Most colleagues shown at once. */
const SHOWN = 8;

export const colleagueId = ( one: StaffColleague | undefined ): string | undefined => one && `${ COLLEAGUE_LIST }-${ one.id }`;

/** Colleagues with a name of which each typed word begins a word. */
export function findColleagues( all: readonly StaffColleague[], typed: string ): StaffColleague[] {
	return all.filter( ( { name } ) => hasWords( name, typed ) ).slice( 0, SHOWN );
}

/** Who may see the conversation; null until `load` was called and answered. Without an answer nobody is offered, and it is asked again. */
export function useColleagues( conversation: string ): { colleagues: readonly StaffColleague[] | null; load: () => void } {
	const [ colleagues, setColleagues ] = useState< readonly StaffColleague[] | null >( null );
	const load = useCallback( () => {
		loadColleagues( conversation ).then( ( { items } ) => setColleagues( items ), () => undefined );
	}, [ conversation ] );
	return { colleagues, load };
}

/** The colleagues above the field, while somebody types an @ and a name in a private note. */
export function ColleagueList( {
	found,
	active,
	onChoose,
}: {
	found: readonly StaffColleague[];
	active: StaffColleague | undefined;
	onChoose: ( one: StaffColleague ) => void;
} ) {
	const count = found.length;
	useEffect( () => {
		if ( count > 0 ) {
			/* translators: %d: number of colleagues. */
			speak( sprintf( _n( '%d colleague found', '%d colleagues found', count, 'aaia-chatbot' ), count ) );
		}
	}, [ count ] );
	if ( count === 0 ) {
		return null;
	}
	return (
		<div className="aaia-suggest">
			<div id={ COLLEAGUE_LIST } role="listbox" aria-label={ __( 'Colleagues', 'aaia-chatbot' ) }>
				{ found.map( ( one ) => (
					<div
						key={ one.id }
						id={ colleagueId( one ) }
						role="option"
						aria-selected={ one === active }
						className="aaia-reply"
						tabIndex={ -1 }
						// The field keeps the keyboard.
						onMouseDown={ ( event ) => event.preventDefault() }
						onClick={ () => onChoose( one ) }
						onKeyDown={ ( event ) => event.key === 'Enter' && onChoose( one ) }
					>
						<bdi>{ one.name }</bdi>
					</div>
				) ) }
			</div>
		</div>
	);
}
