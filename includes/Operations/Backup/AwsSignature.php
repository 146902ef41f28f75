<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

/**
 * Signs requests to S3-compatible servers: AWS Signature Version 4, one chunk
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
final class AwsSignature {

	private const ALGORITHM = 'AWS4-HMAC-SHA256';

	public function __construct(
		private readonly string $key_id,
		#[\SensitiveParameter] private readonly string $secret,
		private readonly string $region,
		private readonly string $service = 's3',
	) {}

	/**
	 * The headers of a request with its signature.
	 *
	 * @param string                $url     With a path whose segments are encoded already, once.
	 * @param array<string, string> $headers Further headers to sign; names in lower case.
	 *
	 * @return array<string, string>
	 */
	public function headers( string $method, string $url, string $body, \DateTimeImmutable $now, array $headers = [] ): array {
		$parts   = wp_parse_url( $url );
		$parts   = is_array( $parts ) ? $parts : [];
		$now     = $now->setTimezone( new \DateTimeZone( 'UTC' ) );
		$payload = hash( 'sha256', $body );
		$signed  = $headers + [
			'host'                 => ( $parts['host'] ?? '' ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' ),
			'x-amz-content-sha256' => $payload,
			'x-amz-date'           => $now->format( 'Ymd\THis\Z' ),
		];
		ksort( $signed );
		$names     = implode( ';', array_keys( $signed ) );
		$canonical = implode( "\n", [
			$method,
			'' === ( $parts['path'] ?? '' ) ? '/' : $parts['path'],
			self::query( $parts['query'] ?? '' ),
			...array_map( static fn( string $name ): string => $name . ':' . trim( $signed[ $name ] ), array_keys( $signed ) ),
			'',
			$names,
			$payload,
		] );
		$scope     = $now->format( 'Ymd' ) . '/' . $this->region . '/' . $this->service . '/aws4_request';
		$text      = implode( "\n", [ self::ALGORITHM, $signed['x-amz-date'], $scope, hash( 'sha256', $canonical ) ] );
		$key       = array_reduce(
			[ $now->format( 'Ymd' ), $this->region, $this->service, 'aws4_request' ],
			static fn( string $key, string $part ): string => hash_hmac( 'sha256', $part, $key, true ),
			'AWS4' . $this->secret,
		);
		unset( $signed['host'] );
		return $signed + [
			'authorization' => self::ALGORITHM . ' Credential=' . $this->key_id . '/' . $scope . ',SignedHeaders=' . $names
				. ',Signature=' . hash_hmac( 'sha256', $text, $key ),
		];
	}

	/** The query in the order of its names, with a value for each. */
	private static function query( string $query ): string {
		$pairs = [];
		foreach ( '' === $query ? [] : explode( '&', $query ) as $pair ) {
			[ $name, $value ] = explode( '=', $pair, 2 ) + [ 1 => '' ];
			$pairs[]          = rawurlencode( rawurldecode( $name ) ) . '=' . rawurlencode( rawurldecode( $value ) );
		}
		sort( $pairs );
		return implode( '&', $pairs );
	}
}
