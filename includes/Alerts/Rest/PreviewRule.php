<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleCheck;
use Aaia\Chatbot\Alerts\Rules\RulePreview;
use Aaia\Chatbot\Alerts\Rules\RuleTrial;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** POST /alert-rules/preview: the mail an unsaved rule would send, and which past messages it fits. */
final class PreviewRule extends StaffRoute {

	public function __construct(
		private readonly RulePreview $preview,
		private readonly RuleTrial $trial,
		private readonly RuleCheck $check,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/alert-rules/preview';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed( RuleShape::written() );
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'subject'   => Schema::string(),
				'text'      => Schema::string(),
				'objection' => Schema::string()->nullable(),
				'warnings'  => Schema::list_of( Schema::string() ),
				'trial'     => Schema::closed(
					[
						'checked'  => Schema::int(),
						'found'    => Schema::int(),
						'examples' => Schema::list_of(
							Schema::closed(
								[
									'conversation' => Schema::string(),
									'text'         => Schema::string(),
									'matched'      => Schema::string(),
								]
							)
						),
						'fault'    => Schema::string()->nullable(),
					]
				)->named( 'RuleTrial' ),
			]
		)->named( 'RulePreview' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$rule      = RuleShape::read( $input );
		$objection = $this->check->objection( $rule->kind, $rule->definition );
		$trial     = null === $objection ? $this->trial->run( $rule->kind, $rule->definition ) : [
			'checked'  => 0,
			'found'    => 0,
			'examples' => [],
			'fault'    => null,
		];
		return RouteResult::ok(
			$this->preview->of( $rule ) + [
				'objection' => $objection,
				'warnings'  => $this->check->warnings( $rule->kind, $rule->definition ),
				'trial'     => $trial,
			]
		);
	}
}
