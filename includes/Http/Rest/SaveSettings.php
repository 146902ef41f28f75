<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;

/**
 * PUT /settings: saves the settings given, all or none; the others stay. Answers all as GET does.
 *
 * 400 with `data.field` names the setting that cannot be saved and says in words what to type; nothing was saved then.
 */
final class SaveSettings extends StaffRoute {

	public function __construct(
		private readonly Settings $settings,
		private readonly SettingsAnswer $answer,
	) {}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/settings';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::map_of( SettingsAnswer::value() );
	}

	public function answer(): Schema {
		return SettingsAnswer::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$typed = [];
		foreach ( $input->all() as $key => $value ) {
			$typed[ (string) $key ] = $value;
		}
		try {
			$this->settings->save( $typed );
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage(), [ 'field' => $invalid->key ] );
		}
		return RouteResult::ok( $this->answer->body() );
	}
}
