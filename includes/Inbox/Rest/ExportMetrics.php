<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Inbox\MetricsExport;

/** GET /metrics/export?format=csv|json and the list's filters: how the answers of a list came about, as a file written while it is read. */
final class ExportMetrics extends StaffRoute {

	public function __construct(
		private readonly MetricsExport $export,
		private readonly FilterReader $reader,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/metrics/export';
	}

	public function capability(): Capability {
		return Capability::Export;
	}

	public function schema(): Schema {
		return Schema::closed( FilterReader::schema() + [ 'format' => Schema::enum( 'csv', 'json' )->optional() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$filter = $this->reader->read( $input, get_current_user_id() );
		if ( is_string( $filter ) ) {
			return RouteResult::problem( 400, 'aaia_filter', $filter );
		}
		$export = $this->export;
		return 'json' === $input->optional( 'format' )
			? RouteResult::file( 'aaia-answers.json', 'application/json; charset=utf-8', static fn(): iterable => $export->json_array( $export->of_list( $filter ) ) )
			: RouteResult::file( 'aaia-answers.csv', 'text/csv; charset=utf-8', static fn(): iterable => $export->csv( $export->of_list( $filter ) ) );
	}
}
