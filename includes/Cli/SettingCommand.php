<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Settings\SettingType;

/**
 * `wp aaia setting`: every option of the settings page, by name.
 */
final class SettingCommand {

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * Prints a setting, lists one entry a line. Secrets are masked.
	 *
	 * ## OPTIONS
	 *
	 * <name>
	 * : Name of the setting; `wp aaia setting list` shows them.
	 *
	 * @param list<string> $arguments
	 */
	public function get( array $arguments ): void {
		$name = $this->known( $arguments[0] ?? '' );
		$value = $this->settings->masked_values()[ $name ];
		\WP_CLI::line( is_array( $value ) ? implode( "\n", $value ) : $this->text( $value ) );
	}

	/**
	 * Changes a setting.
	 *
	 * ## OPTIONS
	 *
	 * <name>
	 * : Name of the setting.
	 *
	 * [<value>]
	 * : The new value; lists one entry a line; on and off as true and false. `-` reads it from standard input.
	 *
	 * @param list<string> $arguments
	 */
	public function set( array $arguments ): void {
		$name  = $this->known( $arguments[0] ?? '' );
		$value = $arguments[1] ?? '';
		try {
			$this->settings->save( [ $name => '-' === $value ? rtrim( (string) stream_get_contents( STDIN ), "\n" ) : $value ] );
		} catch ( InvalidSetting $invalid ) {
			\WP_CLI::error( "$name: " . $invalid->getMessage() );
		}
		\WP_CLI::success( "$name is now: " . $this->text( $this->settings->masked_values()[ $name ] ) );
	}

	/**
	 * Lists every setting with its value.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param list<string>          $arguments
	 * @param array<string, string> $options
	 */
	public function list( array $arguments, array $options ): void {
		$rows   = [];
		$values = $this->settings->masked_values();
		foreach ( $this->settings->definitions() as $name => $definition ) {
			$rows[] = [
				'name'  => $name,
				'value' => $this->text( $values[ $name ] ),
				'type'  => SettingType::Choice === $definition->type ? implode( '|', $definition->choices ) : $definition->type->value,
				'does'  => ( $definition->sentence )(),
			];
		}
		\WP_CLI\Utils\format_items( $options['format'] ?? 'table', $rows, [ 'name', 'value', 'type', 'does' ] );
	}

	private function known( string $name ): string {
		if ( ! $this->settings->has( $name ) ) {
			\WP_CLI::error( "There is no setting named “{$name}”. `wp aaia setting list` shows them." );
		}
		return $name;
	}

	/** @param string|int|bool|list<string> $value */
	private function text( string|int|bool|array $value ): string {
		return match ( true ) {
			is_bool( $value ) => $value ? 'true' : 'false',
			is_array( $value ) => implode( ', ', $value ),
			default => (string) $value,
		};
	}
}
