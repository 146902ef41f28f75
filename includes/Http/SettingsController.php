<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;

/** The owner's settings, secrets masked. */
final class SettingsController extends StaffController {

	/** Settings that say where every conversation is copied to, and who can read the copy. */
	private const OF_BACKUPS = '/\Abackup_/';

	public static function routes(): array {
		return [
			Operation::get( '/settings', 'show', Capability::Manage )->answers( SettingsResource::schema() ),
			Operation::put( '/settings', 'save', Capability::Manage )
				->takes( Schema::map_of( SettingsResource::value() ) )
				->answers( SettingsResource::schema() )
				->named( 'SaveSettings' ),
		];
	}

	public function __construct(
		private readonly Settings $settings,
		private readonly SettingsResource $resource,
	) {}

	public function show(): RouteResult {
		return RouteResult::ok( $this->resource->body() );
	}

	/**
	 * Saves the given settings, all or none, and returns all settings as show() does.
	 *
	 * 400 with `data.field` names the invalid setting and says what to type; nothing is saved then.
	 */
	public function save( Input $input ): RouteResult {
		$typed = [];
		foreach ( $input->all() as $key => $value ) {
			$typed[ (string) $key ] = $value;
		}
		$backups = preg_grep( self::OF_BACKUPS, array_keys( $typed ) );
		if ( [] !== $backups && ! current_user_can( 'manage_options' ) ) {
			$known = $this->settings->masked_values();
			foreach ( $backups as $key ) {
				if ( $typed[ $key ] !== ( $known[ $key ] ?? null ) ) {
					return RouteResult::problem(
						403,
						'aaia_administrators_only',
						__( 'Backups hold every conversation: only administrators say where they go.', 'aaia-chatbot' ),
						[ 'field' => $key ],
					);
				}
			}
		}
		try {
			$this->settings->save( $typed );
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage(), [
				'field'  => $invalid->key,
				'errors' => $invalid->errors,
			] );
		}
		return RouteResult::ok( $this->resource->body() );
	}
}
