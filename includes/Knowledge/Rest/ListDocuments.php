<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\DocumentFilter;

/** GET /knowledge/documents: what the assistant knows, page by page, newest first. */
final class ListDocuments extends StaffRoute {

	private const SCOPE = 'knowledge-documents';

	private const PER_PAGE = 25;

	public function __construct(
		private readonly DocumentDesk $documents,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/documents';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'source'   => Schema::text( 120 )->optional(),
				'text'     => Schema::text( 200 )->optional(),
				'excluded' => Schema::bool()->optional(),
				'cursor'   => Schema::text( 200 )->optional(),
				'per_page' => Schema::int( 1, 100 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'       => Schema::list_of( DocumentShape::schema() ),
				'next_cursor' => Schema::string()->nullable(),
			]
		)->named( 'KnowledgeDocuments' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$before = null;
		if ( '' !== $input->line( 'cursor' ) ) {
			$before = $this->cursor->open( $input->line( 'cursor' ), self::SCOPE );
			if ( null === $before ) {
				return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
			}
		}
		$limit  = $input->int( 'per_page', self::PER_PAGE );
		$filter = new DocumentFilter( $input->line( 'source' ), $input->line( 'text' ), $input->has( 'excluded' ) ? $input->bool( 'excluded' ) : null );
		$found  = $this->documents->page( $filter, $before, $limit + 1 );
		$page   = array_slice( $found, 0, $limit );
		$last   = end( $page );
		return RouteResult::ok(
			[
				'items'       => array_map( DocumentShape::of( ... ), $page ),
				'next_cursor' => count( $found ) > $limit && false !== $last ? $this->cursor->seal( $last->id, self::SCOPE ) : null,
			]
		);
	}
}
