<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Health\AlertHealth;
use Aaia\Chatbot\Alerts\Health\MailSetup;
use Aaia\Chatbot\Alerts\Health\SenderHints;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alerts/health: what keeps alerts from arriving, who sends mail on this site, and what the sender's domain says. */
final class ShowHealth extends StaffRoute {

	public function __construct(
		private readonly AlertHealth $health,
		private readonly MailSetup $setup,
		private readonly SenderHints $hints,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alerts/health';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed( [ 'selector' => Schema::text( 60 )->optional() ] );
	}

	public function answer(): Schema {
		$hint = Schema::closed(
			[
				'record'   => Schema::string(),
				'state'    => Schema::enum( 'good', 'missing', 'wrong', 'unknown' ),
				'sentence' => Schema::string(),
				'found'    => Schema::string(),
			]
		)->named( 'SenderHint' );
		return Schema::closed(
			[
				'problems' => Schema::list_of( Schema::string() ),
				'warnings' => Schema::list_of( Schema::string() ),
				'sender'   => Schema::string(),
				'mailers'  => Schema::list_of( Schema::string() ),
				'hints'    => Schema::list_of( $hint ),
			]
		)->named( 'AlertHealth' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok(
			[
				'problems' => $this->health->problems(),
				'warnings' => $this->health->warnings(),
				'sender'   => $this->setup->sender(),
				'mailers'  => $this->setup->in_charge(),
				'hints'    => $this->hints->of( $this->setup->domain(), $input->line( 'selector' ) ),
			]
		);
	}
}
