<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\DocumentDesk;
use Aaia\Chatbot\Knowledge\DocumentFilter;
use Aaia\Chatbot\Knowledge\ListedDocument;

/** GET /knowledge/documents: what the assistant knows, page by page, newest first. */
final class ListDocuments extends StaffRoute {

	private const SCOPE = 'knowledge-documents';

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
		return KeysetPage::query(
			[
				'source'   => Schema::text( 120 )->optional(),
				'text'     => Schema::text( 200 )->optional(),
				'excluded' => Schema::bool()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return KeysetPage::answer( DocumentShape::schema() )->named( 'KnowledgeDocuments' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$filter = new DocumentFilter( $input->line( 'source' ), $input->line( 'text' ), $input->has( 'excluded' ) ? $input->bool( 'excluded' ) : null );
		$page   = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->documents->page( $filter, $before, $limit ),
			static fn( ListedDocument $document ): int => $document->id
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( DocumentShape::of( ... ) ) );
	}
}
