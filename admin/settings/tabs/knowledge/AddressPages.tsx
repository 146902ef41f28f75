import { Notice, SearchControl, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadPages } from '../../../data/knowledge-pages';
import { safeHref } from '../../../shared/safe-href';
import { fullTime } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import { Pager } from '../../Pager';
import { pageStateName, shownNames } from './page-words';
import type { PagesShown } from '../../../data/knowledge-pages';
import type { WebAddress, WebPage } from '../../../../src/wire/wire';

/** The pages of an address, with the reason why one is not used. */
export function AddressPages( { address }: { address: WebAddress } ) {
	const { id, known, problems, waiting } = address;
	const [ shown, setShown ] = useState< PagesShown >( problems > 0 ? 'problems' : 'all' );
	const [ filter, setFilter ] = useState< { text: string; cursor: string | null } >( { text: '', cursor: null } );
	const { value, problem, reload } = useLoaded(
		useCallback( () => loadPages( { id }, shown, filter.text, filter.cursor ), [ id, shown, filter ] )
	);
	useEffect( reload, [ known, problems, waiting, reload ] );
	return (
		<div
			className="aaia-address__pages"
			role="group"
			aria-label={ sprintf( /* translators: %s: web address. */ __( 'Pages of %s', 'aaia-chatbot' ), address.url ) }
		>
			<div className="aaia-try">
				<SearchControl
					label={ __( 'Address', 'aaia-chatbot' ) }
					value={ filter.text }
					onChange={ ( text ) => setFilter( { text, cursor: null } ) }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Show', 'aaia-chatbot' ) }
					value={ shown }
					options={ shownNames() }
					onChange={ ( choice ) => {
						setShown( choice );
						setFilter( { ...filter, cursor: null } );
					} }
				/>
			</div>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && <Spinner /> }
			{ value?.items.length === 0 && <p>{ __( 'Nothing matches.', 'aaia-chatbot' ) }</p> }
			<ul className="aaia-library">
				{ ( value?.items ?? [] ).map( ( page ) => (
					<PageRow key={ page.url } page={ page } />
				) ) }
			</ul>
			<Pager compact cursor={ filter.cursor } next={ value?.next_cursor } onGo={ ( cursor ) => setFilter( { ...filter, cursor } ) } />
		</div>
	);
}

function PageRow( { page: { url, state, problem, last_read: read, last_tried: tried } }: { page: WebPage } ) {
	const href = safeHref( url );
	const when = read ?? tried;
	return (
		<li>
			<div>
				<span dir="ltr">
					{ href === null ? (
						url
					) : (
						<a href={ href } target="_blank" rel="noopener noreferrer">
							{ url }
						</a>
					) }
				</span>
				<p className="aaia-library__facts">
					{ pageStateName( state ) }
					{ when !== null && (
						<>
							{ ' ' }
							·{ ' ' }
							<time dateTime={ when }>
								{ read === null
									? sprintf( /* translators: %s: date and time. */ __( 'tried on %s', 'aaia-chatbot' ), fullTime( when ) )
									: sprintf( /* translators: %s: date and time. */ __( 'read on %s', 'aaia-chatbot' ), fullTime( when ) ) }
							</time>
						</>
					) }
				</p>
				{ problem !== null && <p className="aaia-library__facts aaia-sources__error">{ problem }</p> }
			</div>
		</li>
	);
}
