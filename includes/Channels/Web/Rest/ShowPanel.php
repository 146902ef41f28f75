<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Channels\Web\WidgetScripts;
use Aaia\Chatbot\Http\InLocale;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\VisitorGate;

/** GET /widget/panel: the panel's script in the words of a language pack, the same for everybody. Public, kept for 5 minutes. */
final class ShowPanel extends Route {

	public function __construct(
		private readonly VisitorGate $gate,
		private readonly WidgetScripts $scripts,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return WidgetScripts::PANEL_ROUTE;
	}

	public function schema(): Schema {
		return Schema::closed( [ 'locale' => Schema::text( 20 )->optional() ] );
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		return $this->gate->admit_page( $request ) ?? true;
	}

	protected function headers(): array {
		return [ 'Cache-Control' => 'public, max-age=300' ];
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		$code = $this->scripts->panel_in( InLocale::asked( $input->text( 'locale' ) ) );
		if ( null === $code ) {
			return RouteResult::not_found();
		}
		return RouteResult::script( $code )->unless_known( substr( hash( 'sha256', $code ), 0, 16 ), $request );
	}
}
