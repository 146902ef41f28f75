<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\SourceReport;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Inbox\ReportView;

/** GET /knowledge/reports: errors that visitors reported on the sources of answers, newest first; those not looked after unless `settled`. */
final class ListReports extends StaffRoute {

	private const SCOPE = 'source-reports';

	public function __construct(
		private readonly SourceReportRepository $reports,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/reports';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return KeysetPage::query( [ 'settled' => Schema::bool()->optional() ] );
	}

	public function answer(): Schema {
		return KeysetPage::answer( ReportView::schema() )->named( 'SourceReports' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->reports->page( $input->has( 'settled' ) && $input->bool( 'settled' ), $before, $limit ),
			static fn( SourceReport $report ): int => $report->id
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		$ids = $this->conversations->public_ids( array_map( static fn( SourceReport $report ): int => $report->conversation_id, $page->items ), $this->access->condition() );
		return RouteResult::ok( $page->body( static fn( SourceReport $report ): array => ReportView::of( $report, $ids[ $report->conversation_id ] ?? null ) ) );
	}
}
