import { Button, Notice, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { loadAddresses, readAddress, removeAddress } from '../../../data/knowledge-pages';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useConfirm } from '../../../shared/use-confirm';
import { useLoaded } from '../../../shared/use-loaded';
import { AddressForm } from './AddressForm';
import { AddressRow } from './AddressRow';
import { count } from './words';
import type { WebAddress, WebAddresses } from '../../../../src/wire/wire';

/** Milliseconds between two polls: during a crawl, and during a server's pause. */
const LOOK = 3_000;
const LOOK_SELDOM = 30_000;

/** Pages of other sites: their addresses, with progress and problems. */
export function PagesSection( { onChange }: { onChange: () => void } ) {
	const { value, problem, reload } = useLoaded( useCallback( loadAddresses, [] ) );
	const [ editing, setEditing ] = useState< WebAddress | 'new' | null >( null );
	const confirm = useConfirm();
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	// A failed poll must not remove the list or an open form.
	const [ latest, setLatest ] = useState< WebAddresses | null >( null );
	const opener = useRef< HTMLButtonElement >( null );
	const addresses = latest?.items ?? [];
	const known = addresses.reduce( ( sum, address ) => sum + address.known, 0 );
	const before = useRef< number | null >( null );

	useEffect( () => {
		if ( value === null ) {
			return;
		}
		setLatest( value );
	}, [ value ] );

	useEffect( () => {
		if ( latest === null ) {
			return;
		}
		if ( before.current !== null && before.current !== known ) {
			onChange();
		}
		before.current = known;
	}, [ latest, known, onChange ] );

	useEffect( () => {
		const states = ( latest?.items ?? [] ).map( ( { state } ) => state );
		const look = states.some( ( state ) => state === 'waiting' || state === 'listing' || state === 'reading' )
			? LOOK
			: states.includes( 'paused' )
			? LOOK_SELDOM
			: 0;
		if ( look === 0 ) {
			return;
		}
		const timer = setTimeout( reload, look );
		return () => clearTimeout( timer );
	}, [ latest, problem, reload ] );

	const done = ( sentence: string ): void => {
		setSaid( { ok: true, sentence } );
		reload();
	};
	const close = (): void => {
		setEditing( null );
		// The button is rendered again before it gets the focus.
		setTimeout( () => opener.current?.focus() );
	};
	const failed = ( failure: unknown ): void => setSaid( { ok: false, sentence: asProblem( failure ).message } );
	const read = ( address: WebAddress ): void => {
		readAddress( address ).then( ( { queued } ) => done( queued
			? __( 'It will be read in a moment.', 'aaia-chatbot' )
			: __( 'The other server asked us to wait. Reading then continues automatically.', 'aaia-chatbot' ) ), failed );
	};
	const remove = ( address: WebAddress ): void => {
		confirm.ask( {
			/* translators: %s: web address. */
			title: sprintf( __( 'Remove %s?', 'aaia-chatbot' ), address.url ),
			text: __( 'The assistant forgets all pages read there.', 'aaia-chatbot' ),
			action: __( 'Remove the address', 'aaia-chatbot' ),
			onSure: () => removeAddress( address ).then( () => {
				setEditing( ( open ) => ( open !== null && open !== 'new' && open.id === address.id ? null : open ) );
				done( __( 'The address is removed, and its pages are forgotten.', 'aaia-chatbot' ) );
			}, failed ),
		} );
	};
	const saved = ( added: number ): void => {
		close();
		done(
			editing === 'new'
				? /* translators: %s: number of addresses. */
					sprintf(
						_n(
							'%s address is added. It will be read in a moment.',
							'%s addresses are added. They will be read in a moment.',
							added,
							'aaia-chatbot'
						),
						count( added )
					)
				: __( 'Saved.', 'aaia-chatbot' )
		);
	};

	return (
		<Section
			title={ __( 'Pages of other sites', 'aaia-chatbot' ) }
			description={ __(
				'Help pages, manuals or a shop on another site. Only public pages that robots.txt allows are read, at most one per second. No site is contacted before you add it here.',
				'aaia-chatbot'
			) }
		>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ confirm.dialog }
			{ said && (
				<ActionNotice ok={ said.ok } sentences={ [ said.sentence ] } onRemove={ () => setSaid( null ) } />
			) }
			{ latest === null && problem === '' && <Spinner /> }
			{ latest !== null &&
				( editing !== null ? (
					<AddressForm
						key={ editing === 'new' ? 'new' : editing.id }
						address={ editing === 'new' ? null : editing }
						pageLimit={ latest.page_limit }
						mostPages={ latest.most_pages }
						onCancel={ close }
						onSaved={ saved }
					/>
				) : (
					<div>
						<Button
							ref={ opener }
							__next40pxDefaultSize
							variant="secondary"
							onClick={ () => {
								setSaid( null );
								setEditing( 'new' );
							} }
						>
							{ __( 'Add pages of other sites', 'aaia-chatbot' ) }
						</Button>
					</div>
				) ) }
			{ addresses.length > 0 && (
				<ul className="aaia-library" aria-label={ __( 'Addresses', 'aaia-chatbot' ) }>
					{ addresses.map( ( address ) => (
						<AddressRow key={ address.id } address={ address } onRead={ read } onEdit={ setEditing } onRemove={ remove } />
					) ) }
				</ul>
			) }
		</Section>
	);
}
