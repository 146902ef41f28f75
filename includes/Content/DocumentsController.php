<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Storage\Database;

/** The documents that the assistant answers from. Changes take effect at once and outlast later syncs. */
final class DocumentsController extends StaffController {

	private const SCOPE = 'knowledge-documents';

	public static function routes(): array {
		return [
			Operation::get( '/knowledge/documents', 'list', Capability::Manage )
				->takes( KeysetPage::query( [
					'source'   => Schema::text( 120 )->optional(),
					'text'     => Schema::text( 200 )->optional(),
					'excluded' => Schema::bool()->optional(),
				] ) )
				->answers( KeysetPage::answer( DocumentResource::schema() )->named( 'KnowledgeDocuments' ) ),
			Operation::patch( '/knowledge/documents/{id}', 'change', Capability::Manage )
				->takes( Schema::closed( [
					'excluded' => Schema::bool()->optional(),
					'boost'    => Schema::enum( ...array_column( Boost::cases(), 'value' ) )->optional(),
				] ) )
				->answers( DocumentResource::schema() )->named( 'ChangeDocument' ),
		];
	}

	public function __construct(
		private readonly DocumentListRepository $documents,
		private readonly Cursor $cursor,
		private readonly Database $database,
		private readonly EventLog $events,
	) {}

	/** Newest first. */
	public function list( Input $input ): RouteResult {
		$excluded = $input->has( 'excluded' ) ? $input->bool( 'excluded' ) : null;
		$filter   = new DocumentFilter( $input->line( 'source' ), $input->line( 'text' ), $excluded );
		$page     = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->documents->page( $filter, $before, $limit ),
			static fn( ListedDocument $document ): int => $document->id
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( DocumentResource::of( ... ) ) );
	}

	/** Excludes a document from all answers or includes it again, and changes its boost. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$document = $this->documents->find( (int) $this->in_path( $request, 'id' ) );
		if ( null === $document ) {
			return RouteResult::not_found();
		}
		$this->database->transaction( function () use ( $input, $document ): void {
			$boost = Boost::tryFrom( $input->text( 'boost' ) );
			if ( $input->has( 'excluded' ) ) {
				$this->documents->exclude( $document->id, $input->bool( 'excluded' ) );
				$this->append_change( $document->id, $input->bool( 'excluded' ) ? 'excluded' : 'included' );
			}
			if ( null !== $boost ) {
				$this->documents->boost( $document->id, $boost );
				$this->append_change( $document->id, 'boosted' );
			}
		} );
		$changed = $this->documents->find( $document->id );
		return null === $changed ? RouteResult::not_found() : RouteResult::ok( DocumentResource::of( $changed ) );
	}

	/** @param 'excluded'|'included'|'boosted' $change */
	private function append_change( int $document_id, string $change ): void {
		$this->events->append(
			EventType::KnowledgeChanged,
			null,
			null,
			[ 'document' => $document_id, 'change' => $change, 'user' => get_current_user_id() ],
		);
	}
}
