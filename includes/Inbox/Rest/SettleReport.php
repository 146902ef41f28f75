<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** POST /knowledge/reports/{id}/settle: staff have looked after an error reported on a source. */
final class SettleReport extends StaffRoute {

	public function __construct(
		private readonly SourceReportRepository $reports,
		private readonly SourceReportService $service,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/reports/{id}/settle';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$report = $this->reports->by_id( (int) $this->in_path( $request, 'id' ) );
		if ( null === $report ) {
			return RouteResult::not_found();
		}
		$this->service->settle( $report, get_current_user_id() );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
