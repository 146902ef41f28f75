<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\ColumnLimits;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Migrator;

/**
 * Compiles the declarations of the modules into one table: hooks, routes, jobs, schedules, subscribers, migrations, settings, bindings and
 * the limits of table columns.
 *
 * `npm run build` writes the table as a PHP array that opcache keeps, so that a request loads no module. Without that file, or with one of
 * another version (during an update), each request compiles it.
 *
 * @phpstan-type HookRow array{string, class-string, string, int, int}
 * @phpstan-type RouteRow array{string, non-falsy-string, class-string, string}
 * @phpstan-type WiringTable array{
 *     version: string, hooks: list<HookRow>, rest_hooks: list<HookRow>, notices: list<class-string>, links: array<string, class-string>,
 *     routes: list<RouteRow>,
 *     shortcodes: array<non-empty-string, array{class-string, string}>,
 *     blocks: array<string, array{string, class-string, string, array<string, mixed>}>,
 *     jobs: array<string, class-string>, short_jobs: list<string>, options: list<string>,
 *     schedules: array<string, int|array{int, class-string, string}>,
 *     subscribers: list<class-string>, delivery_senders: list<class-string>, delivery_owners: list<class-string>,
 *     migrations: array<int, class-string<Storage\Migration>>, schema: string,
 *     settings: array<string, array{0: class-string, 1?: string|int|bool|list<string>}>,
 *     bindings: array<string, string|array{class-string, string}>, limits: array<string, array<string, int>>
 * }
 */
final class Wiring {

	/**
	 * Compiles the table.
	 *
	 * @return WiringTable
	 */
	public static function compile(): array {
		$table = [
			'version'     => Plugin::VERSION,
			'hooks'       => [],
			'rest_hooks'  => [],
			'notices'     => [],
			'links'       => [],
			'shortcodes'  => [],
			'blocks'      => [],
			'routes'      => [],
			'jobs'        => [],
			'short_jobs'  => [],
			'options'     => [],
			'schedules'   => [],
			'subscribers' => [],
			'delivery_senders' => [],
			'delivery_owners' => [],
			'migrations'  => [],
			'settings'    => [],
			'schema'      => '',
			'bindings'    => [],
			'limits'      => ColumnLimits::from_steps(),
		];
		foreach ( [ Plugin::class, ...Plugin::MODULES ] as $module ) {
			foreach ( [ 'subscribers', 'delivery_senders', 'delivery_owners', 'notices', 'short_jobs', 'options' ] as $list ) {
				array_push( $table[ $list ], ...array_values( self::constant( $module, $list ) ) );
			}
			foreach ( self::constant( $module, 'migrations' ) as $migration ) {
				/** @var class-string<Migration> $migration */
				$table['migrations'][ ( new $migration() )->version() ] = $migration;
			}
			foreach ( [ 'jobs', 'schedules', 'bindings', 'links', 'shortcodes' ] as $map ) {
				$table[ $map ] += self::constant( $module, $map );
			}
			foreach ( self::constant( $module, 'blocks' ) as $folder => [ $service, $method ] ) {
				$block = json_decode( (string) file_get_contents( dirname( __DIR__ ) . '/' . $folder . '/block.json' ), true );
				$table['blocks'][ $block['name'] ] = [
					$folder,
					$service,
					$method,
					[ 'api_version' => $block['apiVersion'], 'supports' => $block['supports'] ],
				];
			}
			foreach ( self::constant( $module, 'controllers' ) as $controller ) {
				array_push( $table['routes'], ...self::routes( $controller ) );
			}
			$table['settings'] += Settings::index( array_values( self::constant( $module, 'settings' ) ) );
			foreach ( [ 'hooks', 'rest_hooks' ] as $hooks ) {
				foreach ( method_exists( $module, $hooks ) ? $module::$hooks() : [] as $row ) {
					$table[ $hooks ][] = [
						$row[0],
						$row[1],
						$row[2],
						$row[3] ?? 10,
						max( 1, ( new \ReflectionMethod( $row[1], $row[2] ) )->getNumberOfParameters() ),
					];
				}
			}
		}
		$table['schema'] = Migrator::format_versions( array_keys( $table['migrations'] ) );
		// Literal paths come first, so that `export` in `/conversations/export` is not taken for an id.
		usort( $table['routes'], static fn( array $a, array $b ): int => str_contains( $a[1], '(?P<' ) <=> str_contains( $b[1], '(?P<' ) );
		return $table;
	}

	/** @return array<mixed> */
	private static function constant( string $module, string $name ): array {
		$constant = $module . '::' . strtoupper( $name );
		$value    = defined( $constant ) ? constant( $constant ) : [];
		return is_array( $value ) ? $value : [];
	}

	/**
	 * @param class-string<Controller> $controller
	 *
	 * @return list<RouteRow>
	 */
	private static function routes( string $controller ): array {
		return array_map(
			static fn( Operation $operation ): array => [ $operation->method, $operation->pattern(), $controller, $operation->function ],
			$controller::routes(),
		);
	}
}
