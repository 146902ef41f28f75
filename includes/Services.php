<?php

declare( strict_types=1 );

namespace Aaia\Chatbot;

defined( 'ABSPATH' ) || exit;

/**
 * Service container: makes an object when it is first requested, by the types of its constructor, and keeps it.
 *
 * A module lists only bindings that types do not give: the class of an interface, and static factory functions for objects that need
 * values or lists. Nothing is made, and no class file loaded, before it is needed.
 */
final class Services {

	/** @var array<string, object> */
	private array $made;

	/** @var array<string, true> Classes being made, outermost first. */
	private array $making = [];

	/**
	 * @param array<string, string|array{class-string, string}> $bindings Interface or class => its implementation, or a factory.
	 * @param array<string, string|int|bool>                    $values   Scalar parameters by name.
	 * @param array<string, object>                             $given    Objects to use for their class: the database, a test's clock.
	 */
	public function __construct( private readonly array $bindings, private readonly array $values = [], array $given = [] ) {
		$this->made = [ self::class => $this ] + $given;
	}

	/**
	 * The object of a class or interface, always the same one.
	 *
	 * @template T of object
	 *
	 * @param class-string<T> $name
	 *
	 * @return T
	 *
	 * @throws \LogicException When it cannot be made: an unknown class, a circular dependency, a parameter without a value.
	 */
	public function get( string $name ): object {
		/** @var T */
		return $this->made[ $name ] ??= $this->make( $name );
	}

	/** Whether an object of this class was made in this request. */
	public function has_made( string $name ): bool {
		return isset( $this->made[ $name ] );
	}

	private function make( string $name ): object {
		if ( isset( $this->making[ $name ] ) ) {
			throw new \LogicException( 'Services need one another in a circle: ' . implode( ' -> ', [ ...array_keys( $this->making ), $name ] ) );
		}
		$this->making[ $name ] = true;
		try {
			$binding = $this->bindings[ $name ] ?? $name;
			if ( is_array( $binding ) ) {
				$factory = new \ReflectionMethod( $binding[0], $binding[1] );
				return $factory->invokeArgs( null, $this->arguments( $factory ) );
			}
			if ( $binding !== $name && class_exists( $binding ) ) {
				return $this->get( $binding );
			}
			if ( ! class_exists( $binding ) ) {
				throw new \LogicException( "Nothing makes $binding: it is no class, and no module names one that stands for it." );
			}
			$class       = new \ReflectionClass( $binding );
			$constructor = $class->getConstructor();
			return null === $constructor ? $class->newInstance() : $class->newInstanceArgs( $this->arguments( $constructor ) );
		} finally {
			unset( $this->making[ $name ] );
		}
	}

	/** @return list<mixed> */
	private function arguments( \ReflectionMethod $function ): array {
		$arguments = [];
		foreach ( $function->getParameters() as $parameter ) {
			if ( ! $parameter->isVariadic() ) {
				$arguments[] = $this->argument( $parameter, $function );
			}
		}
		return $arguments;
	}

	private function argument( \ReflectionParameter $parameter, \ReflectionMethod $function ): mixed {
		$type = $parameter->getType();
		$name = $type instanceof \ReflectionNamedType && ! $type->isBuiltin() ? $type->getName() : '';
		if ( '' !== $name && ( ! $parameter->isOptional() || $this->can_make( $name ) ) ) {
			/** @var class-string $name */
			return $this->get( $name );
		}
		if ( $parameter->isOptional() ) {
			return $parameter->getDefaultValue();
		}
		return $this->values[ $parameter->getName() ] ?? throw new \LogicException(
			sprintf( 'Nothing is given for the parameter $%s of %s::%s().', $parameter->getName(), $function->class, $function->getName() )
		);
	}

	/** Whether an optional parameter is filled: a class of ours, or one with a binding. */
	private function can_make( string $name ): bool {
		return isset( $this->made[ $name ] )
			|| isset( $this->bindings[ $name ] )
			|| str_starts_with( $name, __NAMESPACE__ . '\\' ) && class_exists( $name );
	}
}
