import KhabarDriver

await KhabarDriver.main()
