import { Button, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { safeHref } from '../../../shared/safe-href';
import { AddressPages } from './AddressPages';
import { addressCounts, addressState, addressWarnings, paceNames } from './page-words';
import type { WebAddress } from '../../../../src/wire/wire';

interface RowProps {
	address: WebAddress;
	onRead: ( address: WebAddress ) => void;
	onEdit: ( address: WebAddress ) => void;
	onRemove: ( address: WebAddress ) => void;
}

/** One address of another site: its state, its counts and its buttons. */
export function AddressRow( { address, onRead, onEdit, onRemove }: RowProps ) {
	const [ open, setOpen ] = useState( false );
	const { url, kind, pace, state } = address;
	const href = safeHref( url );
	const busy = state !== 'idle' && state !== 'paused';
	return (
		<li className="aaia-address">
			<div>
				<strong dir="ltr">
					{ href === null ? (
						url
					) : (
						<a href={ href } target="_blank" rel="noopener noreferrer">
							{ url }
						</a>
					) }
				</strong>
				<p className="aaia-library__facts">
					{ [
						kind === 'sitemap' ? __( 'All pages of its sitemap', 'aaia-chatbot' ) : __( 'This page', 'aaia-chatbot' ),
						paceNames().find( ( { value } ) => value === pace )?.label,
						...addressCounts( address ),
					]
						.filter( Boolean )
						.join( ' · ' ) }
				</p>
				<p className="aaia-library__facts">{ addressState( address ) }</p>
				{ addressWarnings( address ).map( ( warning ) => (
					<Notice key={ warning } status="warning" isDismissible={ false } spokenMessage="">
						{ warning }
					</Notice>
				) ) }
			</div>
			<div className="aaia-library__acts">
				<Button
					size="compact"
					variant="secondary"
					aria-expanded={ open }
					aria-label={ sprintf( /* translators: %s: web address. */ __( 'Pages of %s', 'aaia-chatbot' ), url ) }
					onClick={ () => setOpen( ! open ) }
				>
					{ __( 'Pages', 'aaia-chatbot' ) }
				</Button>
				<Button
					size="compact"
					variant="secondary"
					isBusy={ busy }
					disabled={ busy }
					accessibleWhenDisabled
					aria-label={ sprintf( /* translators: %s: web address. */ __( 'Read now: %s', 'aaia-chatbot' ), url ) }
					onClick={ () => onRead( address ) }
				>
					{ __( 'Read now', 'aaia-chatbot' ) }
				</Button>
				<Button
					size="compact"
					variant="tertiary"
					aria-label={ sprintf( /* translators: %s: web address. */ __( 'Edit %s', 'aaia-chatbot' ), url ) }
					onClick={ () => onEdit( address ) }
				>
					{ __( 'Edit', 'aaia-chatbot' ) }
				</Button>
				<Button
					size="compact"
					variant="tertiary"
					isDestructive
					aria-label={ sprintf( /* translators: %s: web address. */ __( 'Remove %s', 'aaia-chatbot' ), url ) }
					onClick={ () => onRemove( address ) }
				>
					{ __( 'Remove', 'aaia-chatbot' ) }
				</Button>
			</div>
			{ open && <AddressPages address={ address } /> }
		</li>
	);
}
