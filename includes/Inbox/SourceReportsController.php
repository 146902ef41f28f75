<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\SourceReport;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Time;

/** Errors that visitors reported on the sources of answers. */
final class SourceReportsController extends StaffController {

	private const SCOPE = 'source-reports';

	public static function routes(): array {
		return [
			Operation::get( '/knowledge/reports', 'list', Capability::Manage )
				->takes( KeysetPage::query( [ 'settled' => Schema::bool()->optional() ] ) )
				->answers( KeysetPage::answer( self::report_schema() )->named( 'SourceReports' ) ),
			Operation::post( '/knowledge/reports/{id}/settle', 'settle', Capability::Manage )
				->answers( Schema::closed( [ 'saved' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly SourceReportRepository $reports,
		private readonly SourceReportService $service,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	/** Reports, newest first: unsettled ones, or settled ones with `settled`. */
	public function list( Input $input ): RouteResult {
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
		$conversations = array_map( static fn( SourceReport $report ): int => $report->conversation_id, $page->items );
		$ids           = $this->conversations->public_ids( $conversations, $this->access->condition() );
		$body          = static fn( SourceReport $report ): array => self::report( $report, $ids[ $report->conversation_id ] ?? null );
		return RouteResult::ok( $page->body( $body ) );
	}

	/** Marks a report as dealt with. */
	public function settle( Input $input, \WP_REST_Request $request ): RouteResult {
		$report = $this->reports->by_id( (int) $this->in_path( $request, 'id' ) );
		if ( null === $report ) {
			return RouteResult::not_found();
		}
		$this->service->settle( $report, get_current_user_id() );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	private static function report_schema(): Schema {
		return Schema::closed(
			[
				'id'           => Schema::string(),
				'conversation' => Schema::string()->nullable(),
				'title'        => Schema::string(),
				'url'          => Schema::string(),
				'document'     => Schema::int()->nullable(),
				'comment'      => Schema::string(),
				'settled'      => Schema::bool(),
				'created_at'   => Schema::string(),
			]
		)->named( 'SourceReport' );
	}

	/**
	 * @param ?string $conversation Public id; null when the current user may not open the conversation, and the comment is left out then.
	 *
	 * @return array<string, mixed>
	 */
	private static function report( SourceReport $report, ?string $conversation ): array {
		return [
			'id'           => (string) $report->id,
			'conversation' => $conversation,
			'title'        => $report->title,
			'url'          => $report->url,
			'document'     => $report->document_id,
			'comment'      => null === $conversation ? '' : $report->comment,
			'settled'      => $report->settled,
			'created_at'   => Time::to_wire( $report->created_at ),
		];
	}
}
