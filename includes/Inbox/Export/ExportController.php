<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Export;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Inbox\InboxFilterParser;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Storage\Database;

/** Conversations as a file. */
final class ExportController extends StaffController {

	/** Conversations that one request can name: more do not fit into an address. */
	private const NAMED = 250;

	public static function routes(): array {
		return [
			Operation::get( '/conversations/export', 'export', Capability::Export )
				->takes( Schema::closed( InboxFilterParser::schema() + [
					'format'   => Schema::enum( 'csv', 'json' )->optional(),
					'personal' => Schema::enum( ...array_column( PersonalData::cases(), 'value' ) )->optional(),
					'ids'      => Schema::text( self::NAMED * 65 )->optional(),
				] ) ),
		];
	}

	public function __construct(
		private readonly ConversationExport $export,
		private readonly InboxFilterParser $parser,
		private readonly InboxRepository $inbox,
		private readonly Database $database,
		private readonly EventLog $events,
	) {}

	/**
	 * The conversations of a list, or those of `ids` (separated by commas, at most 250), as CSV or JSON. Streamed; private notes are in it.
	 *
	 * `personal`: `full`, `masked` (initials, beginnings and ends of addresses and numbers) or `none`. Every export is an event.
	 */
	public function export( Input $input ): RouteResult {
		$named    = array_values( array_unique( array_filter( explode( ',', $input->text( 'ids' ) ) ) ) );
		$personal = PersonalData::tryFrom( (string) $input->optional( 'personal' ) ) ?? PersonalData::Full;
		$format   = $input->optional( 'format' ) ?? 'csv';
		$filter   = $this->parser->parse( $input, get_current_user_id() );
		if ( is_string( $filter ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $filter );
		}
		if ( count( $named ) > self::NAMED ) {
			/* translators: %d: number of conversations. */
			$sentence = __( 'At most %d chosen conversations fit into one file. Export the whole list instead.', 'aaia-chatbot' );
			return RouteResult::problem( 400, 'aaia_export_many', sprintf( $sentence, self::NAMED ) );
		}
		$chosen = $this->inbox->by_public_ids( $named );
		if ( [] !== $named && [] === $chosen ) {
			return RouteResult::not_found();
		}
		// Before the first byte: what is broken off has left the site in part.
		$this->database->transaction( fn() => $this->events->append( EventType::Exported, data: [
			'agent'    => get_current_user_id(),
			'format'   => $format,
			'personal' => $personal->value,
			'named'    => count( $chosen ),
		] ) );
		$pages = fn(): iterable => [] === $named ? $this->export->of_list( $filter ) : [ $chosen ];
		return 'json' === $format
			? RouteResult::file( 'conversations.json', 'application/json; charset=utf-8', fn() => $this->export->json( $pages(), $personal ) )
			: RouteResult::file( 'conversations.csv', 'text/csv; charset=utf-8', fn() => $this->export->csv( $pages(), $personal ) );
	}
}
