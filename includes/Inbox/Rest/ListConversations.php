<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Inbox\ConversationView;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\InboxSearch;
use Aaia\Chatbot\Inbox\ListCursor;

/**
 * GET /conversations: one page of a list. Without `status`: open and pending, not archived; with `search`: all, archived too.
 *
 * `counts` are those of the tabs, whatever the other filters. A page may hold fewer than `per_page` and still have a `next_cursor`.
 */
final class ListConversations extends StaffRoute {

	private const PER_PAGE = 25;

	public function __construct(
		private readonly InboxRepository $inbox,
		private readonly InboxSearch $search,
		private readonly ListCursor $cursor,
		private readonly ConversationView $view,
		private readonly FilterReader $reader,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/conversations';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return Schema::closed(
			FilterReader::schema() + [
				'per_page' => Schema::int( 1, 100 )->optional(),
				'cursor'   => Schema::text( 1000 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'       => Schema::list_of( ConversationView::schema() ),
				'next_cursor' => Schema::string()->nullable(),
				'counts'      => CountsSchema::schema(),
			]
		)->named( 'ConversationList' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$user   = get_current_user_id();
		$filter = $this->reader->read( $input, $user );
		if ( is_string( $filter ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $filter );
		}
		$after = null;
		if ( null !== $input->optional( 'cursor' ) ) {
			$after = $this->cursor->open( $input->text( 'cursor' ), $filter );
			if ( null === $after ) {
				return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This place in the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
			}
		}
		$limit = $input->int( 'per_page', self::PER_PAGE );
		$page  = '' === $filter->search ? $this->inbox->page( $filter, $after, $limit ) : $this->search->page( $filter, $after, $limit );
		return RouteResult::ok(
			[
				'items'       => $this->view->several( $page->items ),
				'next_cursor' => null === $page->next ? null : $this->cursor->seal( $page->next, $filter ),
				'counts'      => $this->inbox->counts( $user ),
			]
		);
	}
}
